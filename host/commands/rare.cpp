#include <fmt/format.h>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/files/output.hpp"
#include "host/rare/rare.hpp"

namespace racecast {
namespace {

struct RareCommand : RunSettings {
  std::string threshold;
  int outcome = -1;  ///< -1: the rarer
};

int rare(const RareCommand& command, const Invocation& call) {
  const SignalGuard guard;
  const Config config = load_run_config(command);
  const RareQuestion question = {command.threshold.empty()
                                     ? config.forecast.primary
                                     : threshold_place(config.thresholds, command.threshold),
                                 command.outcome, 0};
  require_distinct_files({command.output}, {command.config});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ChosenEngine chosen = choose_engine(command.device, call.ranks);
  announce(
      command,
      fmt::format("{}: a pilot, then {} trajectories of {} months", config.name,
                  rare_draws(config) * static_cast<std::uint64_t>(config.forecast.paths_per_draw),
                  config.forecast.horizon),
      chosen);
  const RareResult result = measure_rare(config, *chosen.engine, question,
                                         progress_of(command, config).control(guard.stop()));
  show(rare_answer(config, result), rare_data(config, result), command.json, command.output);
  return 0;
}

}  // namespace

Command rare_command() {
  auto [command, fields] =
      make_command("rare", "Measure an outcome that plain sampling hardly sees", rare);
  command.add(options::config, &fields.config);
  command.add(options::set, &fields.set);
  command.add(options::threshold, &fields.threshold).text = "Of this one (default: the primary)";
  command.add(
      options::choice("--outcome", "Which of them (default: the rarer of us_first and cn_first)",
                      outcome_names),
      &fields.outcome);
  command.add(options::json_output, &fields.output);
  command.add(options::trajectories, &fields.trajectories).text =
      "How many are weighed, after the pilot";
  command.add(options::seed, &fields.seed);
  add_device_options(command, fields.device);
  add_output_options(command, fields);
  command.add(options::hidden_isa, &fields.device.isa);
  return command;
}

}  // namespace racecast
