#include <nlohmann/json.hpp>

#include "host/explain/explain.hpp"

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/answer.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"

namespace racecast {
namespace {

struct ExplainCommand {
  std::string config, path;
  Settings set;
  bool json = false;
};

std::string text_of(const KeySelection& keys, const TextStyle& style) {
  if (!keys.is_one_key()) return explain_table(keys, style);
  return keys.parameters.empty() ? explain_key(*keys.settings.front(), style)
                                 : explain_key(*keys.parameters.front(), keys.correlations, style);
}

int explain(const ExplainCommand& command) {
  const Config config = open_config(command.config, {command.set});
  const KeySelection keys = select_keys(config, command.path);
  print_answer(
      command.json, [&] { return explain_json(config, keys); },
      [&] { return text_of(keys, stdout_style()); });
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
