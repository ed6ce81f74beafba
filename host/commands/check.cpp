#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/terminal.hpp"
#include "host/config/config.hpp"

namespace racecast {
namespace {

struct CheckCommand {
  std::vector<std::string> configs;
  std::vector<std::string> set;
};

/// The exit code for one config; its mistakes go to stderr, as a compiler's do.
int check_one(const std::string& path, const ConfigOptions& options) {
  try {
    const Config config = load_config(path, options);
    fmt::print("{}: ok: {} threshold{}, {} to {} ({} months), {} trajectories\n", path,
               config.thresholds.size(), config.thresholds.size() == 1 ? "" : "s",
               config.calendar(1).text(), config.calendar(config.forecast.horizon).text(),
               config.forecast.horizon, config.trajectories);
    return 0;
  } catch (const ConfigError& error) {
    std::cerr << error.what() << '\n';
    return error.exit_code();
  } catch (const Error& error) {
    std::cerr << error_prefix() << error.what() << '\n';
    return error.exit_code();
  }
}

/// Mistakes in a config weigh more than a file that cannot be read.
int check(const CheckCommand& command) {
  const ConfigOptions options = parse_settings(command.set);
  constexpr int mistakes = static_cast<int>(ErrorKind::config);
  int status = 0;
  for (const std::string& path : command.configs) {
    const int found = check_one(path, options);
    if (status == 0 || found == mistakes) status = found == 0 ? status : found;
  }
  return status;
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("check", "Report every mistake in configs");
  const auto options = std::make_shared<CheckCommand>();
  command->add_option("CONFIG", options->configs, "TOML files")->required();
  add_settings_option(*command, options->set);
  command->callback([&action, options] { action = [options] { return check(*options); }; });
}

}  // namespace racecast
