#include "host/export/replay.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/count.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/terminal.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

struct ReplayCommand {
  std::string input, trajectory, seed;
  std::vector<std::string> set;
  std::string format = "table", columns = "metrics";
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

Config config_of(const ReplayCommand& command, std::uint64_t trajectory) {
  ConfigOptions options = parse_settings(command.set);
  if (!command.seed.empty())
    options.set.emplace_back("run.seed",
                             std::to_string(parse_count(command.seed, "--seed", 0, INT64_MAX)));
  if (!is_result_file(command.input)) return load_config(command.input, options);
  const Result result = read_result(command.input);
  note_on(result, trajectory);
  return config_in(result, command.input, options);
}

int replay(const ReplayCommand& command) {
  const std::uint64_t trajectory =
      parse_count(command.trajectory, "--trajectory", 0, max_trajectories - 1);
  const Config config = config_of(command, trajectory);
  const auto columns =
      std::find(std::begin(replay_column_names), std::end(replay_column_names), command.columns);
  const Replay seen{config, trace(config.forecast, trajectory),
                    ReplayColumns(columns - std::begin(replay_column_names))};
  if (command.format == "json") {
    std::cout << replay_json(seen).dump(2) << '\n';
  } else {
    std::cout << (command.format == "csv"
                      ? replay_csv(seen)
                      : replay_table(seen, {stdout_columns(), stdout_has_colour()}));
  }
  return 0;
}

}  // namespace

void add_replay(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("replay", "One trajectory again, month by month, as the batch ran it");
  const auto options = std::make_shared<ReplayCommand>();
  command->add_option("INPUT", options->input, "TOML file, or a result file")->required();
  command
      ->add_option("--trajectory", options->trajectory, "Its number: draw * paths_per_draw + path")
      ->type_name("I")
      ->required();
  command->add_option("--format", options->format, "How it is written")
      ->check(CLI::IsMember({"table", "csv", "json"}))
      ->capture_default_str();
  command->add_option("--columns", options->columns, "What of each month, beside events")
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(replay_column_names), std::end(replay_column_names))))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Other seeds are other random numbers")
      ->type_name("S");
  add_settings_option(*command, options->set);
  command->callback([&action, options] { action = [options] { return replay(*options); }; });
}

}  // namespace racecast
