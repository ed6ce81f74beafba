#include <fmt/format.h>

#include <chrono>

#include "host/calibrate/calibrate.hpp"
#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/history/history.hpp"
#include "host/machine/check_resources.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t most_draws = 1u << 24;

struct CalibrateCommand : RunSettings {
  std::string data, series, json_file, result;
  std::uint64_t draws = 262144, stage_draws = 8192;
  int likelihood = 0, paths = 256;
  double wanted = 2000;
  bool all_dates = false;
};

CalibrationQuestion question_of(const CalibrateCommand& command) {
  if (command.draws < command.stage_draws)
    throw Error(ErrorKind::usage, fmt::format("--draws {} is out of range; give {} to {}",
                                              command.draws, command.stage_draws, most_draws));
  CalibrationQuestion question;
  question.paths_per_draw = command.paths;
  question.sampling.wanted_size = command.wanted;
  question.sampling.stage_draws = command.stage_draws;
  question.sampling.most_draws = command.draws;
  question.sampling.likelihood = static_cast<LikelihoodKind>(command.likelihood);
  question.all_dates = command.all_dates;
  question.cpu.threads = command.device.threads;
  question.cpu.isa = isa_number(command.device.isa);
  return question;
}

std::string progress_text(const CalibrationProgress& now) {
  if (now.final_sample)
    return fmt::format("the posterior: {} worlds so far, worth {:.0f}", now.draws, now.effective);
  return fmt::format("search, stage {}: {} worlds so far, likelihood to the power {:.3g}",
                     now.stage + 1, now.draws, now.temperature);
}

/// The forecast of the posterior, as `racecast run` on the config that was written would make it.
void run_posterior(const CalibrateCommand& command, const Invocation& call, StopToken stop) {
  const Config config = load_config(command.output);
  const ChosenEngine chosen = choose_engine(command.device, call.ranks);
  check_resources(config, command.result, *chosen.engine);
  RunOptions options;
  options.command = call.line;
  write_result(command.result, run_forecast(config, *chosen.engine, options,
                                            progress_of(command, config).control(stop)));
}

int calibrate_priors(const CalibrateCommand& command, const Invocation& call) {
  const SignalGuard guard;
  const Config config = load_run_config(command);
  require_distinct_files({command.output, command.json_file, command.result},
                         {command.config, command.data, command.series});
  for (const std::string& file : {command.output, command.json_file, command.result})
    if (!file.empty()) require_writable_output(file, command.force);
  const OutputLock lock(command.output);
  const ObservedHistory read = read_history(command.data, command.series, config);
  for (const std::string& notice : read.notices) note(command, notice);
  const CalibrationQuestion question = question_of(command);
  require_memory(least_bytes(config, question.sampling), "give fewer --draws or --stage-draws");
  ProgressLines lines(style_of(command));
  const auto start = Clock::now();
  const auto show_progress = [&](const CalibrationProgress& now) {
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (lines.due(seconds, false)) lines.show(seconds, progress_text(now));
  };
  const Calibration found =
      calibrate(config, read.history, question, {guard.stop(), show_progress});
  lines.end();
  write_text_file(command.output, found.written.toml);
  note(command, fmt::format("wrote {} ({} of {} priors changed, {} pairs correlated)",
                            command.output, found.written.changed.size(), found.priors.prior.size(),
                            found.written.correlated));
  const Data data = calibration_data(config, found);
  if (!command.json_file.empty()) write_text_file(command.json_file, json_text(data) + '\n');
  if (!command.result.empty()) run_posterior(command, call, guard.stop());
  command.json ? show(data) : show(calibration_answer(config, found));
  return 0;
}

}  // namespace

Command calibrate_command() {
  auto [command, fields] =
      make_command("calibrate", "Condition the priors on what was observed", calibrate_priors);
  command.add(options::config, &fields.config).text = "The forecast whose priors are conditioned";
  command.add(options::data, &fields.data);
  command.add(options::series, &fields.series);
  command.add(options::required({"-o,--output", ValueKind::config,
                                 "Where the posterior is written, as a config", "TOML_FILE"}),
              &fields.output);
  command.add({"--result", ValueKind::file, "Run the posterior too, into this file", "HDF5_FILE"},
              &fields.result);
  // An old spelling of --json > FILE.
  command.add({"--write-json", ValueKind::file}, &fields.json_file).hidden = true;
  command.add({"--size", ValueKind::real, "Effective draws that the posterior is to be worth", "N",
               100, 1e6},
              &fields.wanted);
  command.add(
      {"--draws", ValueKind::count, "At most so many draws of the posterior", "", 0, most_draws},
      &fields.draws);
  command.add(
      {"--stage-draws", ValueKind::count, "Draws of each stage of the search", "", 256, 1 << 20},
      &fields.stage_draws);
  command.add({"--paths", ValueKind::count, "Paths of each draw, a multiple of 32", "", 32, 65536},
              &fields.paths);
  command.add(options::seed, &fields.seed);
  command.add(options::threads, &fields.device.threads).high = 4096;
  command.add(options::choice(
                  "--likelihood",
                  "Of a world: of a normal law with the mean and covariance of its paths; by a "
                  "particle filter over them; or the mean over them, which wants few observations",
                  likelihood_names),
              &fields.likelihood);
  command.add({"--all-dates", ValueKind::flag,
               "Use every figure of a series, not only the last of each year"},
              &fields.all_dates);
  command.add(options::set, &fields.set);
  add_output_options(command, fields);
  command.add(options::hidden_isa, &fields.device.isa);
  return command;
}

}  // namespace racecast
