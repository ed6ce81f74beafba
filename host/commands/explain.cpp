#include "host/explain/explain.hpp"

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/terminal.hpp"

namespace racecast {
namespace {

struct ExplainCommand {
  std::string config, path;
  std::vector<std::string> set;
  bool json = false;
};

std::string text_of(const KeySelection& keys, const TextStyle& style) {
  if (!keys.is_one_key()) return explain_table(keys, style);
  return keys.parameters.empty() ? explain_key(*keys.settings.front(), style)
                                 : explain_key(*keys.parameters.front(), keys.correlations, style);
}

int explain(const ExplainCommand& command) {
  const Config config = open_config(command.config, parse_settings(command.set));
  const KeySelection keys = select_keys(config, command.path);
  if (command.json) {
    std::cout << explain_json(config, keys).dump(2) << '\n';
  } else {
    std::cout << text_of(keys, {stdout_columns(), stdout_has_colour()});
  }
  return 0;
}

}  // namespace

void add_explain(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "explain", "What a config says of its parameters, and where it comes from");
  const auto options = std::make_shared<ExplainCommand>();
  command->add_option("CONFIG", options->config, "TOML file, or a result file")->required();
  command->add_option(
      "PATH", options->path,
      "Only this parameter, or those below it: us.power.growth, us.power, run.seed");
  add_settings_option(*command, options->set);
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return explain(*options); }; });
}

}  // namespace racecast
