// The files behind a config, and laying one over another.
#pragma once

#include <optional>
#include <string>

#include "host/toml/diagnostics.hpp"
#include "host/toml/files.hpp"
#include "host/toml/value.hpp"

namespace racecast {

inline constexpr int max_extends = 8;  ///< files in one chain of extends, after the first

/// Lays `overlay` over `base`. Tables merge deeply, and what is in both keeps its place in `base`;
/// anything else, and a table written in braces, replaces what it finds. New members are appended.
/// The list `correlation` gets the pairs of both, those of `overlay` where both have one.
/// What is replaced stays with the member that replaced it.
void merge_into(Value& base, Value overlay);

/// `path` as seen from the file that names it.
std::string beside(const Place& place, const std::string& path);

/// The path of the file that `member` names, as extends = "other.toml" (`example`) does. Nothing
/// where it is no text, or empty, which is reported.
std::optional<std::string> named_file(const Member& member, const char* example,
                                      Diagnostics& diagnostics);

struct LoadedConfig {
  Value tree;         ///< everything merged, `extends` taken out
  std::string given;  ///< the texts, each headed by "# file: NAME"
};

/// Parses `text` and everything it extends. Throws ConfigError where a part of it cannot be had.
LoadedConfig load_sources(const std::string& text, const std::string& name,
                          Diagnostics& diagnostics);

}  // namespace racecast
