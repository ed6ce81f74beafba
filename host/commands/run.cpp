#include <fmt/format.h>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/machine/check_resources.hpp"
#include "host/report/summary.hpp"
#include "host/text/count.hpp"

namespace racecast {
namespace {

struct RunCommand : RunSettings {
  std::uint64_t first_draw = 0;
  std::string shard = "1/1";
  std::optional<double> until_ci;
  std::optional<double> checkpoint;
  bool resume = false;
};

/// The file with what the command line changes in it; the resolved config says the same.
Config config_of(const RunCommand& command) {
  Config config = load_run_config(command);
  if (command.until_ci && !command.trajectories) {
    // The precision ends the run; what the config says of trajectories is no limit to it.
    const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
    const std::uint64_t first = command.first_draw, all = max_trajectories / paths;
    if (first >= all)
      throw Error(ErrorKind::usage,
                  fmt::format("--first-draw is {}; with {} paths a draw, give at most {}", first,
                              paths, all - 1));
    config.trajectories = (all - first) * paths;
  }
  return config;
}

void announce_run(const RunCommand& command, const Config& config, const RunOptions& options,
                  const ChosenEngine& chosen) {
  const std::string many =
      options.until_ci
          ? fmt::format("trajectories until the half width is {:g},", *options.until_ci)
          : fmt::format(
                "{} trajectories{}", config.trajectories,
                options.shard.whole() ? "" : ", of them shard " + options.shard.text() + ",");
  announce(command, fmt::format("{}: {} of {} months", config.name, many, config.forecast.horizon),
           chosen);
}

RunOptions options_of(const RunCommand& command, const std::string& output,
                      const std::string& command_line) {
  RunOptions options{command.first_draw, command_line, parse_shard(command.shard),
                     command.until_ci};
  if (options.until_ci && !options.shard.whole())
    throw Error(ErrorKind::usage,
                "--until-ci and --shard do not go together (a shard does not see the others' "
                "answer); use --trajectories with --shard, or mpirun with --until-ci");
  options.checkpoint =
      CheckpointPolicy{output, command.checkpoint, command.resume,
                       [&command](const std::string& text) { note(command, text); }};
  return options;
}

void report(const RunCommand& command, const Result& result) {
  command.json ? show(summary_data(result)) : show(summary_answer(result));
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

int run(const RunCommand& command, const Invocation& call) {
  const SignalGuard guard;
  const Config config = config_of(command);
  const std::string output = command.output.empty() ? default_output(config.name) : command.output;
  const RunOptions options = options_of(command, output, call.line);
  require_distinct_files({output}, {command.config});
  require_writable_output(output, command.force || command.resume);
  const OutputLock lock(output);
  if (const auto finished = begin_output(config, options, command.force)) {
    note(command, fmt::format("{} is complete already", output));
    report(command, *finished);
    return 0;
  }
  const ChosenEngine chosen = choose_engine(command.device, call.ranks);
  check_resources(config, output, *chosen.engine);
  announce_run(command, config, options, chosen);
  const Result result = run_forecast(config, *chosen.engine, options,
                                     progress_of(command, config).control(guard.stop()));
  publish(command, config, options, result, output);
  report(command, result);
  return 0;
}

}  // namespace

Command run_command() {
  auto [command, fields] = make_command("run", "Run the forecast of a config", run);
  command.add(options::config, &fields.config);
  add_run_settings(command, fields, "config");
  command.add(options::set, &fields.set);
  command.add(options::shard, &fields.shard).text =
      "Only this part of the trajectories, 1/8 to 8/8; `racecast merge` joins them";
  command.add({"--until-ci", ValueKind::real,
               "Stop once the 95 % intervals of the primary threshold's outcomes have this half "
               "width",
               "HALF_WIDTH", 1e-7, 0.5},
              &fields.until_ci);
  command.add({"--checkpoint", ValueKind::real,
               "Seconds between checkpoints; 0: only when interrupted (default: the smaller of 5 "
               "minutes and 5 % of the run)",
               "SECONDS", 0, 1e9},
              &fields.checkpoint);
  command.add(options::resume, &fields.resume).text =
      "Go on from the checkpoint of the output, where there is one";
  command.add({"--first-draw", ValueKind::count,
               "Number of the first draw (default: 0); other numbers are other random numbers", "",
               0, max_trajectories / 8},
              &fields.first_draw);
  command.add(options::hidden_isa, &fields.device.isa);
  return command;
}

}  // namespace racecast
