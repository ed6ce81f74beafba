#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/output.hpp"
#include "host/commands/run_config.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/commands/threshold_option.hpp"
#include "host/rare/rare_report.hpp"

namespace racecast {
namespace {

struct RareCommand : RunSettings {
  std::string config, threshold, outcome;
  std::vector<std::string> set;
};

int outcome_of_name(const std::string& name) {
  const auto* const found = std::find(std::begin(outcome_names), std::end(outcome_names), name);
  return name.empty() ? -1 : static_cast<int>(found - std::begin(outcome_names));
}

void announce(const RareCommand& command, const Config& config, const ChosenEngine& chosen) {
  if (command.quiet) return;
  if (!chosen.note.empty()) say("racecast: {}\n", chosen.note);
  const DeviceInfo device = chosen.engine->device();
  say("racecast: {}: a pilot, then {} trajectories of {} months on {} ({})\n", config.name,
      rare_draws(config) * static_cast<std::uint64_t>(config.forecast.paths_per_draw),
      config.forecast.horizon, device.name, device.detail);
}

int rare(const RareCommand& command) {
  const SignalGuard guard;
  const Config config =
      load_run_config(command.config, command.set, command.trajectories, command.seed);
  const RareQuestion question = {command.threshold.empty()
                                     ? config.forecast.primary
                                     : threshold_place(config.thresholds, command.threshold),
                                 outcome_of_name(command.outcome), 0};
  require_distinct_files({command.output}, {command.config});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ChosenEngine chosen = choose_engine(command.device);
  announce(command, config, chosen);
  RareResult result;
  {
    ProgressWriter writer(style_of(command), {config.forecast.paths_per_draw,
                                              config.forecast.horizon, question.threshold, ""});
    result = measure_rare(config, *chosen.engine, question, writer.control(guard.stop()));
  }
  const std::string json = rare_json(config, result).dump(2) + '\n';
  std::cout << (command.json ? json : rare_text(config, result)) << std::flush;
  if (!command.output.empty()) write_text_file(command.output, json);
  return 0;
}

void add_options(CLI::App& app, RareCommand& command) {
  app.add_option("CONFIG", command.config, "The question, a TOML file")->required();
  add_settings_option(app, command.set);
  app.add_option("--threshold", command.threshold, "Of this one (default: the primary)")
      ->type_name("NAME");
  app.add_option("--outcome", command.outcome,
                 "Which of them (default: the rarer of us_first and cn_first)")
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(outcome_names), std::end(outcome_names))));
  add_run_settings(app, command,
                   {"Write the JSON to this file as well", "JSON_FILE",
                    "How many are weighed, after the pilot", "As JSON"});
  add_hidden_isa(app, command);
}

}  // namespace

void add_rare(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("rare", "Measure an outcome that plain sampling hardly sees");
  const auto options = std::make_shared<RareCommand>();
  add_options(*command, *options);
  command->callback([&action, options] { action = [options] { return rare(*options); }; });
}

}  // namespace racecast
