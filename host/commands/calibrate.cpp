#include <fmt/format.h>

#include <chrono>
#include <vector>

#include "host/calibrate/calibration_answer.hpp"
#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/show.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/history/read_history.hpp"
#include "host/machine/check_resources.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

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

class CalibrationProgressWriter {
 public:
  explicit CalibrationProgressWriter(const CalibrateCommand& command) : lines_(style_of(command)) {}

  void show(const CalibrationProgress& now) {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    if (lines_.due(seconds, false))
      lines_.show(
          seconds,
          now.final_sample
              ? fmt::format("the posterior: {} worlds so far, worth {:.0f}", now.draws,
                            now.effective)
              : fmt::format("search, stage {}: {} worlds so far, likelihood to the power {:.3g}",
                            now.stage + 1, now.draws, now.temperature));
  }

 private:
  using Clock = std::chrono::steady_clock;
  ProgressLines lines_;
  Clock::time_point start_ = Clock::now();
};

/// The forecast of the posterior, as `racecast run` on the config that was written would make it.
void run_posterior(const CalibrateCommand& command, const Invocation& call, StopToken stop) {
  const Config config = load_config(command.output);
  const ChosenEngine chosen = choose_engine(command.device, call.ranks);
  check_resources(config, command.result, *chosen.engine);
  RunOptions options;
  options.command = call.line;
  ProgressWriter writer(style_of(command), subject_of(config));
  const Result result = run_forecast(config, *chosen.engine, options, writer.control(stop));
  write_result(command.result, result);
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
  Calibration found;
  {
    CalibrationProgressWriter writer(command);
    found = calibrate(config, read.history, question,
                      {guard.stop(), [&](const CalibrationProgress& now) { writer.show(now); }});
  }
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

void calibrate_options(Command& command, CalibrateCommand& fields) {
  command.add(options::config, &fields.config).text = "The forecast whose priors are conditioned";
  command.add(options::data, &fields.data);
  command.add(options::series, &fields.series);
  command.add({.names = "-o,--output",
               .kind = ValueKind::config,
               .text = "Where the posterior is written, as a config",
               .shown = "TOML_FILE",
               .required = true},
              &fields.output);
  command.add({.names = "--result",
               .kind = ValueKind::file,
               .text = "Run the posterior too, into this file",
               .shown = "HDF5_FILE"},
              &fields.result);
  // An old spelling of --json > FILE.
  command.add({.names = "--write-json", .kind = ValueKind::file, .hidden = true},
              &fields.json_file);
  command.add({.names = "--size",
               .kind = ValueKind::real,
               .text = "Effective draws that the posterior is to be worth",
               .shown = "N",
               .low = 100,
               .high = 1e6},
              &fields.wanted);
  command.add({.names = "--draws",
               .kind = ValueKind::count,
               .text = "At most so many draws of the posterior",
               .high = most_draws},
              &fields.draws);
  command.add({.names = "--stage-draws",
               .kind = ValueKind::count,
               .text = "Draws of each stage of the search",
               .low = 256,
               .high = 1 << 20},
              &fields.stage_draws);
  command.add({.names = "--paths",
               .kind = ValueKind::count,
               .text = "Paths of each draw, a multiple of 32",
               .low = 32,
               .high = 65536},
              &fields.paths);
  command.add(options::seed, &fields.seed);
  command.add(options::threads, &fields.device.threads).high = 4096;
  command.add({.names = "--likelihood",
               .kind = ValueKind::choice,
               .text = "Of a world: of a normal law with the mean and covariance of its paths; by "
                       "a particle filter over them; or the mean over them, which wants few "
                       "observations",
               .choices = {std::begin(likelihood_names), std::end(likelihood_names)}},
              &fields.likelihood);
  command.add({.names = "--all-dates",
               .kind = ValueKind::flag,
               .text = "Use every figure of a series, not only the last of each year"},
              &fields.all_dates);
  command.add(options::set, &fields.set);
  add_output_options(command, fields);
  command.add(options::hidden_isa, &fields.device.isa);
}

}  // namespace

Command calibrate_command() {
  return make_command("calibrate", "Condition the priors on what was observed", calibrate_options,
                      calibrate_priors);
}

}  // namespace racecast
