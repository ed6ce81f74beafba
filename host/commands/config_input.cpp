#include "host/commands/config_input.hpp"

#include <fmt/core.h>

#include <fstream>
#include <string_view>

#include "host/results/result_file.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {

bool is_result_file(const std::string& path) {
  constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
  std::string bytes(signature.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file && bytes == signature;
}

Config config_in(const Result& result, const std::string& path, const ConfigOptions& options) {
  const std::string& text = result.provenance.config_resolved;
  Config config;
  try {
    config = parse_resolved(text, path);
  } catch (const ConfigError& error) {
    throw Error(ErrorKind::file, fmt::format("{} is damaged (the config in it has mistakes: {}); "
                                             "take a copy of it or run the forecast again",
                                             path, error.what()));
  }
  return options.set.empty() ? config : parse_resolved(text, path, options);
}

Config open_config(const std::string& path, const ConfigOptions& options) {
  if (!is_result_file(path)) return load_config(path, options);
  return config_in(read_result(path), path, options);
}

}  // namespace racecast
