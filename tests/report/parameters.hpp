// Parameters and configs for tests of reports.
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "tests/config/texts.hpp"

namespace racecast::test {

/// The parameter us.channel.a.growth of a config that gives it this TOML.
inline ConfigParameter growth_of(const std::string& toml) {
  const Config config =
      parse_config(minimal_text(channel_text("us", "a") + "growth = " + toml + "\n"), "t.toml");
  return *std::ranges::find(config.parameters, std::string("us.channel.a.growth"),
                            &ConfigParameter::path);
}

/// Every config that is shipped, but not the registry.
inline std::vector<std::string> shipped_configs() {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(RACECAST_SOURCE_DIR "/configs")) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".toml") && name != "evidence.toml") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace racecast::test
