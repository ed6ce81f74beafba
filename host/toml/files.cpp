#include "host/toml/files.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "host/error.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/precheck.hpp"

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

std::string read_data_file(const std::string& path, std::size_t most) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) throw std::runtime_error("there is no such file");
  if (!fs::is_regular_file(status)) throw std::runtime_error("it is not a regular file");
  const auto size = fs::file_size(path, failure);
  if (failure) throw std::runtime_error(failure.message());
  if (size > most) throw std::runtime_error(fmt::format("it is larger than {} MiB", most >> 20));
  std::ifstream file(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file || static_cast<std::size_t>(file.gcount()) != bytes.size())
    throw std::runtime_error("it cannot be read");
  return bytes;
}

std::string file_identity(const std::string& path) {
  std::error_code ignored;
  const fs::path canonical = fs::weakly_canonical(path, ignored);
  return ignored ? path : canonical.string();
}

}  // namespace racecast
