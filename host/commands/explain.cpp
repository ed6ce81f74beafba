
#include "host/explain/explain.hpp"

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/show.hpp"

namespace racecast {
namespace {

struct ExplainCommand {
  std::string config, path;
  Settings set;
  bool json = false;
};

int explain(const ExplainCommand& command) {
  const Config config = open_config(command.config, {command.set});
  const KeySelection keys = select_keys(config, command.path);
  command.json ? show(explain_data(config, keys))
               : show(explain_answer(keys, stdout_style().columns));
  return 0;
}

void explain_options(Command& command, ExplainCommand& fields) {
  command.add(options::input, &fields.config).names = "CONFIG";
  command.add(
      {.names = "PATH",
       .kind = ValueKind::key,
       .text = "Only this parameter, or those below it: us.power.growth, us.power, run.seed"},
      &fields.path);
  command.add(options::set, &fields.set);
  command.add(options::json, &fields.json);
}

}  // namespace

Command explain_command() {
  return make_command("explain", "What a config says of its parameters, and where it comes from",
                      explain_options, explain);
}

}  // namespace racecast
