#include "host/commands/config_input.hpp"

#include <fstream>
#include <string_view>

#include "host/results/result.hpp"

namespace racecast {
namespace {

bool is_hdf5(const std::string& path) {
  constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
  std::string bytes(signature.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file && bytes == signature;
}

}  // namespace

Config open_config(const std::string& path, const ConfigOptions& options) {
  if (!is_hdf5(path)) return load_config(path, options);
  return parse_config(read_result(path).provenance.config_resolved, path, options);
}

}  // namespace racecast
