#include "host/files/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"

namespace racecast {

namespace fs = std::filesystem;

namespace {

/// Whether two names are one file, which need not exist yet.
bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code failed;
  if (fs::equivalent(a, b, failed)) return true;
  const fs::path full_a = fs::weakly_canonical(fs::absolute(a), failed);
  return full_a == fs::weakly_canonical(fs::absolute(b), failed);
}

}  // namespace

void require_distinct_files(const std::vector<std::string>& outputs,
                            const std::vector<std::string>& inputs) {
  std::vector<std::string> others = inputs;
  for (const std::string& output : outputs) {
    if (output.empty()) continue;
    for (const std::string& other : others)
      if (!other.empty() && is_same_file(output, other))
        throw Error(ErrorKind::usage,
                    fmt::format("{} is written, and is {} as well (which would be lost); give "
                                "another name",
                                output, other));
    others.push_back(output);
  }
}

void require_writable_output(const std::string& path, bool force) {
  const auto refuse = [&](ErrorKind kind, const std::string& why) {
    throw Error(kind, fmt::format("{} {}", path, why));
  };
  std::error_code failed;
  const fs::file_status there = fs::status(path, failed);
  if (fs::exists(there) && !fs::is_regular_file(there))
    refuse(ErrorKind::usage,
           "is not a file (a directory or a device is in the way); give another -o FILE");
  if (fs::exists(there) && !force)
    refuse(ErrorKind::usage,
           "exists already (the run would replace it); give another -o FILE, or --force");
  const fs::path parent = fs::path(path).parent_path();
  const std::string directory = parent.empty() ? "." : parent.string();
  if (!fs::is_directory(directory, failed))
    refuse(ErrorKind::runtime, fmt::format("cannot be written (there is no directory {}); create "
                                           "it, or give another -o FILE",
                                           directory));
  if (access(directory.c_str(), W_OK | X_OK) != 0)
    refuse(ErrorKind::runtime, fmt::format("cannot be written ({}: {}); give another -o FILE",
                                           directory, std::strerror(errno)));
}

void write_text_file(const std::string& path, const std::string& text) {
  AtomicFile file(path);
  file.write(std::as_bytes(std::span(text)));
  file.publish();
}

std::string unreadable_output(const std::string& why) {
  return why + "; give another -o FILE, or --force to replace it";
}

std::string default_output(const std::string& config_name) {
  std::string file = config_name.empty() ? "forecast" : config_name;
  std::replace(file.begin(), file.end(), '/', '_');
  return file + ".h5";
}

}  // namespace racecast
