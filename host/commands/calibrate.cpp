#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <vector>

#include "host/calibrate/calibration_report.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/count.hpp"
#include "host/commands/device.hpp"
#include "host/commands/output.hpp"
#include "host/commands/progress.hpp"
#include "host/commands/room.hpp"
#include "host/commands/run_config.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/history/read_history.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct CalibrateCommand {
  std::string config, data, series, output, json_file, result;
  std::string seed, draws = "262144", stage_draws = "8192";
  std::vector<std::string> set;
  std::string likelihood = likelihood_names[0];
  int paths = 256;
  double wanted = 2000;
  int threads = 0;
  std::string isa, progress = "auto", command_line;
  bool all_dates = false, force = false, quiet = false, json = false;
};

void note(const CalibrateCommand& command, const std::string& text) {
  if (!command.quiet) say("racecast: {}\n", text);
}

CalibrationQuestion question_of(const CalibrateCommand& command) {
  CalibrationQuestion question;
  question.paths_per_draw = command.paths;
  question.sampling.wanted_size = command.wanted;
  question.sampling.stage_draws = parse_count(command.stage_draws, "--stage-draws", 256, 1u << 20);
  question.sampling.most_draws =
      parse_count(command.draws, "--draws", question.sampling.stage_draws, 1u << 24);
  for (int kind = 0; kind < 3; ++kind)
    if (command.likelihood == likelihood_names[kind])
      question.sampling.likelihood = static_cast<LikelihoodKind>(kind);
  question.all_dates = command.all_dates;
  question.cpu.threads = command.threads;
  question.cpu.isa = isa_number(command.isa);
  return question;
}

class CalibrationProgressWriter {
 public:
  explicit CalibrationProgressWriter(const CalibrateCommand& command)
      : lines_(command.quiet ? ProgressStyle::none : progress_style(command.progress)) {}

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
void run_posterior(const CalibrateCommand& command, StopToken stop) {
  const Config config = load_config(command.output);
  const ChosenEngine chosen = choose_engine({"auto", command.threads, command.isa});
  require_room(config, command.result, *chosen.engine);
  RunOptions options;
  options.command = command.command_line;
  const auto primary = static_cast<std::size_t>(config.forecast.primary);
  ProgressWriter writer(command.quiet ? ProgressStyle::none : progress_style(command.progress),
                        {config.forecast.paths_per_draw, config.forecast.horizon,
                         config.forecast.primary, config.thresholds.at(primary).name});
  const Result result = run_forecast(config, *chosen.engine, options, writer.control(stop));
  write_result(command.result, result);
}

int calibrate_command(const CalibrateCommand& command) {
  const SignalGuard guard;
  const Config config = load_run_config(command.config, command.set, "", command.seed);
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
  const std::string json = calibration_json(config, found).dump(2) + '\n';
  if (!command.json_file.empty()) write_text_file(command.json_file, json);
  if (!command.result.empty()) run_posterior(command, guard.stop());
  std::cout << (command.json ? json : calibration_text(config, found));
  return 0;
}

void add_options(CLI::App& app, CalibrateCommand& command) {
  app.add_option("CONFIG", command.config, "The forecast whose priors are conditioned")->required();
  app.add_option("--data", command.data,
                 "What was observed: a CSV file of series, nation, date, "
                 "value, unit and uncertainty")
      ->required()
      ->type_name("CSV_FILE");
  app.add_option("--series", command.series,
                 "What each series measures and how well (default: series.toml beside the data)")
      ->type_name("TOML_FILE");
  app.add_option("-o,--output", command.output, "Where the posterior is written, as a config")
      ->required()
      ->type_name("TOML_FILE");
  app.add_option("--result", command.result, "Run the posterior too, into this file")
      ->type_name("HDF5_FILE");
  app.add_option("--write-json", command.json_file, "Write the JSON to this file as well")
      ->type_name("JSON_FILE");
  app.add_option("--size", command.wanted, "Effective draws that the posterior is to be worth")
      ->check(CLI::Range(100.0, 1e6))
      ->capture_default_str();
  app.add_option("--draws", command.draws, "At most so many draws of the posterior")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--stage-draws", command.stage_draws, "Draws of each stage of the search")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--paths", command.paths, "Paths of each draw, a multiple of 32")
      ->check(CLI::Range(32, 65536))
      ->capture_default_str();
  app.add_option("--seed", command.seed, "Other seeds are other random numbers")->type_name("S");
  app.add_option("--threads", command.threads, "Threads (default: all the process may use)")
      ->check(CLI::Range(1, 4096));
  app.add_option(
         "--likelihood", command.likelihood,
         "Of a world: of a normal law with the mean and covariance of its paths; by a particle "
         "filter over them; or the mean over them, which wants few observations")
      ->check(CLI::IsMember(
          std::vector<std::string>(std::begin(likelihood_names), std::end(likelihood_names))))
      ->capture_default_str();
  app.add_flag("--all-dates", command.all_dates,
               "Use every figure of a series, not only the last of each year");
  add_settings_option(app, command.set);
  app.add_option("--progress", command.progress, "How progress is shown on stderr")
      ->check(CLI::IsMember({"auto", "plain", "none"}))
      ->capture_default_str();
  app.add_flag("--force", command.force, "Replace files that exist");
  app.add_flag("--quiet", command.quiet, "Nothing on stderr but errors");
  app.add_flag("--json", command.json, "As JSON");
  // For proofs that the instruction set leaves the posterior as it is.
  app.add_option("--isa", command.isa)->check(CLI::IsMember(all_isa_names()))->group("");
}

}  // namespace

void add_calibrate(CLI::App& app, Action& action, const std::string& command_line) {
  CLI::App* command = app.add_subcommand("calibrate", "Condition the priors on what was observed");
  const auto options = std::make_shared<CalibrateCommand>();
  options->command_line = command_line;
  add_options(*command, *options);
  command->callback(
      [&action, options] { action = [options] { return calibrate_command(*options); }; });
}

}  // namespace racecast
