// explain and diff: what configs say.
#include "host/explain/explain.hpp"
#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/explain/config_difference.hpp"

namespace racecast {
namespace {

struct ExplainCommand {
  std::string config, path;
  Settings set;
  bool json = false;
};

int explain(const ExplainCommand& command, const Invocation&) {
  const Config config = open_config(command.config, {command.set});
  const KeySelection keys = select_keys(config, command.path);
  command.json ? show(explain_data(config, keys))
               : show(explain_answer(keys, stdout_style().columns));
  return 0;
}

struct DiffCommand {
  std::string a, b;
  Settings set;
  bool json = false;
};

int diff(const DiffCommand& command, const Invocation&) {
  const Config a = open_config(command.a);
  const Config b = open_config(command.b, {command.set});
  const ConfigDifference difference = compare_configs(a, b);
  command.json ? show(difference_data(a, b, difference))
               : show(difference_answer(a, b, difference));
  return 0;
}

}  // namespace

Command explain_command() {
  auto [command, fields] = make_command(
      "explain", "What a config says of its parameters, and where it comes from", explain);
  command.add(options::input, &fields.config).names = "CONFIG";
  command.add({"PATH", ValueKind::key,
               "Only this parameter, or those below it: us.power.growth, us.power, run.seed"},
              &fields.path);
  command.add(options::set, &fields.set);
  command.add(options::json, &fields.json);
  return command;
}

Command diff_command() {
  auto [command, fields] = make_command("diff", "What two configs differ in, in meaning", diff);
  command.add(options::input, &fields.a).names = "A";
  command.add({"B", ValueKind::config_or_result, "The same"}, &fields.b).required = true;
  command.add(options::set, &fields.set).text = "Change a key of B; may be repeated";
  command.add(options::json, &fields.json);
  return command;
}

}  // namespace racecast
