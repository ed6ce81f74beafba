#include "host/export/replay.hpp"

#include <fmt/core.h>

#include <iostream>
#include <iterator>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/show.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

struct ReplayCommand {
  std::string input, format = "table";
  std::uint64_t trajectory = 0;
  std::optional<std::uint64_t> seed;
  Settings set;
  int columns = 0;
  bool json = false;
};

/// What a reader might take for the file's own trajectory and is not.
void note_on(const Result& result, std::uint64_t trajectory) {
  const auto paths = static_cast<std::uint64_t>(result.layout.paths_per_draw);
  const std::uint64_t first = result.provenance.first_draw * paths;
  if (trajectory < first || trajectory - first >= result.trajectories())
    say("racecast: trajectory {} is none of the file's, which are {} to {}\n", trajectory, first,
        first + result.trajectories() - 1);
  if (result.provenance.model != model_version)
    say("racecast: model {} wrote the file and this racecast has model {}: the trajectory "
        "is not the one that was counted\n",
        printable(result.provenance.model), model_version);
}

Config config_of(const ReplayCommand& command) {
  ConfigOptions options{command.set};
  if (command.seed) options.set.emplace_back("run.seed", std::to_string(*command.seed));
  if (!is_result_file(command.input)) return load_config(command.input, options);
  const Result result = read_result(command.input);
  note_on(result, command.trajectory);
  return config_in(result, command.input, options);
}

int replay(const ReplayCommand& command) {
  const Config config = config_of(command);
  const Replay seen{config, trace(config.forecast, command.trajectory),
                    ReplayColumns(command.columns)};
  const bool as_json = command.json || command.format == "json";
  if (command.format == "csv" && !as_json)
    write_csv(replay_table(seen), std::cout);
  else
    as_json ? show(replay_data(seen)) : show(replay_answer(seen));
  return 0;
}

void replay_options(Command& command, ReplayCommand& fields) {
  command.add(options::input, &fields.input);
  command.add({.names = "--trajectory",
               .kind = ValueKind::count,
               .text = "Its number: draw * paths_per_draw + path",
               .shown = "I",
               .required = true,
               .high = max_trajectories - 1},
              &fields.trajectory);
  command.add({.names = "--format",
               .kind = ValueKind::choice,
               .text = "How it is written",
               .choices = {"table", "csv", "json"}},
              &fields.format);
  command.add(options::json, &fields.json).text = "The same as --format json";
  command.add({.names = "--columns",
               .kind = ValueKind::choice,
               .text = "What of each month, beside events",
               .choices = {std::begin(replay_column_names), std::end(replay_column_names)}},
              &fields.columns);
  command.add(options::seed, &fields.seed);
  command.add(options::set, &fields.set);
}

}  // namespace

Command replay_command() {
  return make_command("replay", "One trajectory again, month by month, as the batch ran it",
                      replay_options, replay);
}

}  // namespace racecast
