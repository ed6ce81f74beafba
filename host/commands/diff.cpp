#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/terminal.hpp"
#include "host/explain/config_difference.hpp"

namespace racecast {
namespace {

struct DiffCommand {
  std::string a, b;
  std::vector<std::string> set;
  bool json = false;
};

int diff(const DiffCommand& command) {
  const Config a = open_config(command.a);
  const Config b = open_config(command.b, parse_settings(command.set));
  const ConfigDifference difference = compare_configs(a, b);
  if (command.json) {
    std::cout << difference_json(a, b, difference).dump(2) << '\n';
  } else {
    std::cout << difference_text(a, b, difference, {stdout_columns(), stdout_has_colour()});
  }
  return 0;
}

}  // namespace

void add_diff(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("diff", "What two configs differ in, in meaning");
  const auto options = std::make_shared<DiffCommand>();
  command->add_option("A", options->a, "TOML file, or a result file")->required();
  command->add_option("B", options->b, "The same")->required();
  command->add_option("--set", options->set, "Change a key of B; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return diff(*options); }; });
}

}  // namespace racecast
