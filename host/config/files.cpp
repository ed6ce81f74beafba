#include "host/config/files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "host/config/precheck.hpp"
#include "host/config/value.hpp"
#include "host/error.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

Error unreadable(const std::string& path, const std::string& why) {
  return {ErrorKind::file,
          "cannot read '" + shown(path) + "' (" + why + "); check the name and the permissions"};
}

}  // namespace

std::string read_input(const std::string& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) throw unreadable(path, "it is a directory");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw unreadable(path, std::strerror(errno));
  std::string text(max_config_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw unreadable(path, std::strerror(errno));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::string read_file(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_other(status)) {
    throw unreadable(path, "it is a pipe, a device or a socket, not a file of its own");
  }
  return read_input(path);
}

std::string file_identity(const std::string& path) {
  std::error_code ignored;
  const fs::path canonical = fs::weakly_canonical(path, ignored);
  return ignored ? path : canonical.string();
}

}  // namespace racecast
