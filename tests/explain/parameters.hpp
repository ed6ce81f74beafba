// Parameters and configs for tests of reports.
#pragma once

#include <algorithm>
#include <string>

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

}  // namespace racecast::test
