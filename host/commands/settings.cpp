#include "host/commands/settings.hpp"

#include <fmt/format.h>

#include "host/error.hpp"

namespace racecast {

void add_settings_option(CLI::App& app, std::vector<std::string>& settings) {
  app.add_option("--set", settings, "Change a key of the config; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
}

ConfigOptions parse_settings(const std::vector<std::string>& settings) {
  ConfigOptions options;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ErrorKind::usage, fmt::format("--set takes PATH=VALUE, not \"{}\"; write it like "
                                                "--set run.seed=7",
                                                setting));
    }
    options.set.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return options;
}

}  // namespace racecast
