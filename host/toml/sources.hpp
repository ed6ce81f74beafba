// The files behind a config.
#pragma once

#include <optional>
#include <string>

#include "host/toml/diagnostics.hpp"
#include "host/toml/files.hpp"
#include "host/toml/value.hpp"

namespace racecast {

inline constexpr int max_extends = 8;  ///< files in one chain of extends, after the first

/// `path` as seen from the file that names it.
std::string beside(const Place& place, const std::string& path);

struct LoadedConfig {
  Value tree;         ///< everything merged, `extends` taken out
  std::string given;  ///< the texts, each headed by "# file: NAME"
};

/// Parses `text` and everything it extends. Throws ConfigError where a part of it cannot be had.
LoadedConfig load_sources(const std::string& text, const std::string& name,
                          Diagnostics& diagnostics);

}  // namespace racecast
