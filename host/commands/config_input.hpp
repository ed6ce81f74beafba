// A config on the command line: a TOML file, or the config inside a result file.
#pragma once

#include <string>

#include "host/config/config.hpp"

namespace racecast {

/// Reads the config at `path`. Of a result file, the resolved config that it carries; places are
/// then lines of that text. Throws as load_config() and read_result() do.
Config open_config(const std::string& path, const ConfigOptions& options = {});

}  // namespace racecast
