#include "host/files/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "host/error.hpp"
#include "host/files/output_lock.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

constexpr int name_attempts = 100;

}  // namespace

std::string resolved_output(const std::string& path) {
  std::error_code ignored;
  fs::path target = path;
  for (int links = 0; links < 40 && fs::is_symlink(target, ignored); ++links) {
    const fs::path next = fs::read_symlink(target, ignored);
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  const fs::file_status status = fs::status(target, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw Error(ErrorKind::runtime,
                fmt::format("cannot write {} (it is no plain file); choose another name", path));
  return target.string();
}

AtomicFile::AtomicFile(const std::string& path) {
  const fs::path target = resolved_output(path);
  path_ = target.string();
  directory_ = target.has_parent_path() ? target.parent_path().string() : ".";
  for (int attempt = 0; descriptor_ < 0 && attempt < name_attempts; ++attempt) {
    const std::string name = fmt::format("{}/.{}.{}-{}{}", directory_, target.filename().string(),
                                         getpid(), attempt, temporary_suffix);
    descriptor_ = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ >= 0)
      temporary_ = name;
    else if (errno != EEXIST)
      break;
  }
  if (descriptor_ < 0) fail("make a file beside it");
}

AtomicFile::~AtomicFile() {
  close();
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::fail(const char* what) const {
  const int code = errno;
  throw Error(ErrorKind::runtime,
              fmt::format("cannot write {} (cannot {}: {}); free the space, mend the permission or "
                          "choose another place",
                          path_, what, std::strerror(code)));
}

void AtomicFile::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

void AtomicFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write its bytes");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void AtomicFile::publish() {
  if (fsync(descriptor_) != 0) fail("bring its bytes to the disk");
  if (::close(std::exchange(descriptor_, -1)) != 0) fail("close it");
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail("give it its name");
  temporary_.clear();
  descriptor_ = open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0 && errno == EACCES) return;  // a directory may be writable and unreadable
  // Some file systems (network, FUSE) know no fsync of a directory and say EINVAL.
  if (descriptor_ < 0 || (fsync(descriptor_) != 0 && errno != EINVAL))
    fail("bring its name to the disk");
  close();
}

}  // namespace racecast
