#include "host/files/seal.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "host/error.hpp"
#include "host/files/sha256.hpp"

namespace racecast {
namespace {

constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n";
constexpr std::string_view seal_head = "\nracecast seal 1 sha256 ";
constexpr std::size_t seal_bytes = seal_head.size() + 64 + 1;
/// More than the largest result has, so that no foreign file exhausts the memory.
constexpr std::uintmax_t max_file_bytes = std::uintmax_t{2} << 30;

Error foreign(const std::string& path, const std::string& why) {
  return {ErrorKind::file, fmt::format("{} is no result of racecast ({}); give a file that "
                                       "`racecast run` wrote",
                                       path, why)};
}

std::ifstream open_plain(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  if (std::filesystem::is_directory(status)) throw foreign(path, "it is a directory");
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    throw foreign(path, "it is no plain file");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error(ErrorKind::file,
                fmt::format("cannot read {} ({}); check the name and its permission", path,
                            std::strerror(errno)));
  return file;
}

std::string read_at(std::ifstream& file, std::uintmax_t place, std::size_t size) {
  std::string bytes(size, '\0');
  file.seekg(static_cast<std::streamoff>(place));
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  return bytes;
}

}  // namespace

std::string seal_of(std::span<const std::byte> bytes) {
  return fmt::format("{}{}\n", seal_head, Sha256().update(bytes).hex());
}

std::vector<std::byte> read_sealed(const std::string& path) {
  std::ifstream file = open_plain(path);
  file.seekg(0, std::ios::end);
  const auto size = static_cast<std::uintmax_t>(std::max<std::streamoff>(file.tellg(), 0));
  if (size < hdf5_signature.size() || read_at(file, 0, hdf5_signature.size()) != hdf5_signature)
    throw foreign(path, "not an HDF5 file");
  const std::string seal = size < seal_bytes ? "" : read_at(file, size - seal_bytes, seal_bytes);
  if (!seal.starts_with(seal_head) || size > max_file_bytes)
    throw foreign(path,
                  "an HDF5 file without racecast's seal: of another kind, cut off, or "
                  "changed by another program");
  std::vector<std::byte> bytes(static_cast<std::size_t>(size) - seal_bytes);
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file || seal_of(bytes) != seal)
    throw Error(ErrorKind::file,
                fmt::format("{} is damaged (its bytes do not fit its seal); take a copy of it or "
                            "run the forecast again",
                            path));
  return bytes;
}

}  // namespace racecast
