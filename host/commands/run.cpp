#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/count.hpp"
#include "host/commands/device.hpp"
#include "host/commands/output.hpp"
#include "host/commands/progress.hpp"
#include "host/commands/room.hpp"
#include "host/commands/run_config.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/error.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/report/summary.hpp"

namespace racecast {
namespace {

struct RunCommand : RunSettings {
  std::string config;
  std::string first_draw = "0";
  std::string shard = "1/1";
  double until_ci = 0;
  double checkpoint = -1;
  std::vector<std::string> set;
  bool resume = false;
};

std::uint64_t first_draw_of(const RunCommand& command) {
  return parse_count(command.first_draw, "--first-draw", 0, max_trajectories / 8);
}

void note(const RunCommand& command, const std::string& text) {
  if (!command.quiet) say("racecast: {}\n", text);
}

/// The file with what the command line changes in it; the resolved config says the same.
Config config_of(const RunCommand& command) {
  Config config = load_run_config(command.config, command.set, command.trajectories, command.seed);
  if (command.until_ci > 0 && command.trajectories.empty()) {
    // The precision ends the run; what the config says of trajectories is no limit to it.
    const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
    const std::uint64_t first = first_draw_of(command), all = max_trajectories / paths;
    if (first >= all)
      throw Error(ErrorKind::usage,
                  fmt::format("--first-draw is {}; with {} paths a draw, give at most {}", first,
                              paths, all - 1));
    config.trajectories = (all - first) * paths;
  }
  return config;
}

ProgressSubject subject_of(const Config& config) {
  const auto primary = static_cast<std::size_t>(config.forecast.primary);
  return {config.forecast.paths_per_draw, config.forecast.horizon, config.forecast.primary,
          config.thresholds.at(primary).name};
}

void announce(const RunCommand& command, const Config& config, const RunOptions& options,
              const ChosenEngine& chosen) {
  if (!chosen.note.empty()) note(command, chosen.note);
  const DeviceInfo device = chosen.engine->device();
  const std::string many =
      options.until_ci
          ? fmt::format("trajectories until the half width is {:g},", *options.until_ci)
          : fmt::format(
                "{} trajectories{}", config.trajectories,
                options.shard.whole() ? "" : ", of them shard " + options.shard.text() + ",");
  note(command, fmt::format("{}: {} of {} months on {} ({})", config.name, many,
                            config.forecast.horizon, device.name, device.detail));
}

RunOptions options_of(const RunCommand& command, const std::string& output) {
  RunOptions options;
  options.first_draw = first_draw_of(command);
  options.command = command.command_line;
  options.shard = parse_shard(command.shard);
  if (command.until_ci > 0) options.until_ci = command.until_ci;
  if (options.until_ci && !options.shard.whole())
    throw Error(ErrorKind::usage,
                "--until-ci and --shard do not go together (a shard does not see the others' "
                "answer); use --trajectories with --shard, or mpirun with --until-ci");
  options.checkpoint.emplace();
  options.checkpoint->output = output;
  if (command.checkpoint >= 0) options.checkpoint->seconds = command.checkpoint;
  options.checkpoint->resume = command.resume;
  options.checkpoint->notice = [&command](const std::string& text) { note(command, text); };
  return options;
}

Result compute(const RunCommand& command, const Config& config, const RunOptions& options,
               Engine& engine, StopToken stop) {
  ProgressWriter writer(style_of(command), subject_of(config));
  return run_forecast(config, engine, options, writer.control(stop));
}

void report(const RunCommand& command, const Result& result) {
  if (command.json) {
    std::cout << summary_json(result).dump(2) << '\n';
  } else {
    std::cout << summary_text(result);
  }
}

void publish(const RunCommand& command, const Config& config, const RunOptions& options,
             const Result& result, const std::string& output) {
  publish_result(config, options, result);
  const Provenance& provenance = result.provenance;
  if (!provenance.stopping.empty()) note(command, provenance.stopping);
  note(command, fmt::format("wrote {} ({:.1f} s, {} path-months/s, outcome_digest {})", output,
                            provenance.wall_seconds, short_count(provenance.path_months_per_second),
                            outcome_digest(result)));
}

int run(const RunCommand& command) {
  const SignalGuard guard;
  const Config config = config_of(command);
  const std::string output = command.output.empty() ? default_output(config.name) : command.output;
  const RunOptions options = options_of(command, output);
  require_distinct_files({output}, {command.config});
  require_writable_output(output, command.force || command.resume);
  const OutputLock lock(output);
  if (const auto finished = begin_output(config, options, command.force)) {
    note(command, fmt::format("{} is complete already", output));
    report(command, *finished);
    return 0;
  }
  const ChosenEngine chosen = choose_engine(command.device);
  require_room(config, output, *chosen.engine);
  announce(command, config, options, chosen);
  const Result result = compute(command, config, options, *chosen.engine, guard.stop());
  publish(command, config, options, result, output);
  report(command, result);
  return 0;
}

void add_options(CLI::App& app, RunCommand& command) {
  app.add_option("CONFIG", command.config, "The question, a TOML file")->required();
  add_run_settings(app, command, result_settings_text("config"));
  add_settings_option(app, command.set);
  app.add_option("--shard", command.shard,
                 "Only this part of the trajectories, 1/8 to 8/8; `racecast merge` joins them")
      ->type_name("I/N")
      ->capture_default_str();
  app.add_option("--until-ci", command.until_ci,
                 "Stop once the 95 % intervals of the primary threshold's outcomes have this half "
                 "width")
      ->check(CLI::Range(1e-7, 0.5))
      ->type_name("HALF_WIDTH");
  app.add_option("--checkpoint", command.checkpoint,
                 "Seconds between checkpoints; 0: only when interrupted (default: the smaller of 5 "
                 "minutes and 5 % of the run)")
      ->check(CLI::Range(0.0, 1e9))
      ->type_name("SECONDS");
  app.add_flag("--resume", command.resume,
               "Go on from the checkpoint of the output, where there is one");
  app.add_option("--first-draw", command.first_draw,
                 "Number of the first draw; other numbers are other random numbers")
      ->type_name("N")
      ->capture_default_str();
  add_hidden_isa(app, command);
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
