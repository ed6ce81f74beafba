
#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/show.hpp"
#include "host/explain/config_difference.hpp"

namespace racecast {
namespace {

struct DiffCommand {
  std::string a, b;
  Settings set;
  bool json = false;
};

int diff(const DiffCommand& command) {
  const Config a = open_config(command.a);
  const Config b = open_config(command.b, {command.set});
  const ConfigDifference difference = compare_configs(a, b);
  command.json ? show(difference_data(a, b, difference))
               : show(difference_answer(a, b, difference));
  return 0;
}

void diff_options(Command& command, DiffCommand& fields) {
  command.add(options::input, &fields.a).names = "A";
  Option& b = command.add(options::input, &fields.b);
  b.names = "B";
  b.text = "The same";
  command.add(options::set, &fields.set).text = "Change a key of B; may be repeated";
  command.add(options::json, &fields.json);
}

}  // namespace

Command diff_command() {
  return make_command("diff", "What two configs differ in, in meaning", diff_options, diff);
}

}  // namespace racecast
