// A config on the command line: a TOML file, or the config inside a result file.
#pragma once

#include <string>

#include "host/config/config.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// Reads the config at `path`. Of a result file, the resolved config that it carries; places are
/// then lines of that text. Throws as load_config() and read_result() do.
Config open_config(const std::string& path, const ConfigOptions& options = {});

/// Whether `path` begins as a result file does; false where it cannot be read.
bool is_result_file(const std::string& path);

/// The resolved config that the result of the file `path` carries. Throws Error(file) where it is
/// no config, and ConfigError where only `options` make it none.
Config config_in(const Result& result, const std::string& path, const ConfigOptions& options = {});

}  // namespace racecast
