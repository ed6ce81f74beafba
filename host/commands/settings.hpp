// `--set PATH=VALUE`, which reaches every key of a config.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "host/config/config.hpp"

namespace racecast {

void add_settings_option(CLI::App& app, std::vector<std::string>& settings);

/// Throws Error(usage) for a setting without "=" or without a path.
ConfigOptions parse_settings(const std::vector<std::string>& settings);

}  // namespace racecast
