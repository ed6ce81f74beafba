#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/count.hpp"
#include "host/commands/device.hpp"
#include "host/commands/interrupt.hpp"
#include "host/commands/output.hpp"
#include "host/commands/progress.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/settings.hpp"
#include "host/forecast/run.hpp"
#include "host/report/summary.hpp"

namespace racecast {
namespace {

struct RunCommand : RunSettings {
  std::string config;
  std::string first_draw = "0";
  std::vector<std::string> set;
};

/// The file with what the command line changes in it; the resolved config says the same.
Config config_of(const RunCommand& command) {
  ConfigOptions options = parse_settings(command.set);
  add_settings_of(command, options);
  return load_config(command.config, options);
}

ProgressSubject subject_of(const Config& config) {
  const auto primary = static_cast<std::size_t>(config.forecast.primary);
  return {config.forecast.paths_per_draw, config.forecast.horizon, config.forecast.primary,
          config.thresholds.at(primary).name};
}

void announce(const RunCommand& command, const Config& config, const ChosenEngine& chosen) {
  if (command.quiet) return;
  if (!chosen.note.empty()) fmt::print(stderr, "racecast: {}\n", chosen.note);
  const DeviceInfo device = chosen.engine->device();
  fmt::print(stderr, "racecast: {}: {} trajectories of {} months on {} ({})\n", config.name,
             config.trajectories, config.forecast.horizon, device.name, device.detail);
}

Result compute(const RunCommand& command, const Config& config, Engine& engine,
               const InterruptGuard& guard) {
  RunOptions options;
  options.first_draw = parse_count(command.first_draw, "--first-draw", 0, max_trajectories);
  options.command = command.command_line;
  ProgressWriter writer(style_of(command), subject_of(config));
  return run_forecast(config, engine, options, [&](const Progress& progress) {
    writer.show(progress);
    return !guard.interrupted();
  });
}

void report(const RunCommand& command, const Result& result, const std::string& output) {
  if (command.json) {
    std::cout << summary_json(result).dump(2) << '\n';
  } else {
    std::cout << summary_text(result);
  }
  if (command.quiet) return;
  const Provenance& provenance = result.provenance;
  fmt::print(stderr, "racecast: wrote {} ({:.1f} s, {} path-months/s, outcome_digest {})\n", output,
             provenance.wall_seconds, short_count(provenance.path_months_per_second),
             outcome_digest(result));
}

int run(const RunCommand& command) {
  const InterruptGuard guard;
  const Config config = config_of(command);
  const std::string output = command.output.empty() ? default_output(config.name) : command.output;
  require_writable_output(output, command.force);
  const ChosenEngine chosen = choose_engine(command.device);
  announce(command, config, chosen);
  const Result result = compute(command, config, *chosen.engine, guard);
  if (guard.interrupted()) {
    throw Error(ErrorKind::interrupted, "interrupted; no result was written");
  }
  write_result(output, result);
  report(command, result, output);
  return 0;
}

void add_options(CLI::App& app, RunCommand& command) {
  app.add_option("CONFIG", command.config, "The question, a TOML file")->required();
  add_run_settings(app, command, "config");
  add_settings_option(app, command.set);
  // For proofs that the instruction set and the split into ranges leave the digest as it is.
  app.add_option("--isa", command.device.isa)->check(CLI::IsMember(all_isa_names()))->group("");
  app.add_option("--first-draw", command.first_draw)->group("");
}

}  // namespace

void add_run(CLI::App& app, Action& action, const std::string& command_line) {
  CLI::App* command = app.add_subcommand("run", "Run the forecast of a config");
  const auto options = std::make_shared<RunCommand>();
  options->command_line = command_line;
  add_options(*command, *options);
  command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace racecast
