// One input of the fuzzer: a config, the files beside it, and settings, in one readable text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace racecast::fuzz {

/// A line "#%file NAME" begins another file, a line "#%set PATH=VALUE" is a setting; what comes
/// before the first file is the config itself. To TOML they are comments, so any config is an
/// input.
struct Case {
  std::string config;
  std::map<std::string, std::string> files;
  std::vector<std::pair<std::string, std::string>> set;
};

inline constexpr std::string_view file_mark = "#%file ";
inline constexpr std::string_view set_mark = "#%set ";
inline constexpr const char* config_name = "config.toml";

Case split(std::string_view input);

/// The disk of the next case: its files, "minimal.toml" (the least valid config, written from the
/// parameter table) and "evidence.toml".
void use_files(const Case& input);

}  // namespace racecast::fuzz
