#include <fmt/format.h>

#include <bit>
#include <memory>
#include <numeric>
#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/report/summary_causes.hpp"
#include "host/results/result_file.hpp"
#include "host/sensitivity/sensitivity.hpp"
#include "host/text/count.hpp"

namespace racecast {
namespace {

/// Of each replicate: enough that what is measured of a draw is not all chance.
constexpr std::uint64_t usual_rows = 1024, usual_paths = 16;

struct SensitivityCommand : RunSettings {
  std::optional<std::uint64_t> rows, paths;
  std::string threshold;
};

std::size_t rows_of(const SensitivityCommand& command) {
  const std::uint64_t rows = command.rows.value_or(usual_rows);
  if (!std::has_single_bit(rows))
    throw Error(ErrorKind::usage, fmt::format("--rows is {}, which is no power of two (Sobol' "
                                              "points are balanced in those only); take {} or {}",
                                              rows, std::bit_floor(rows), std::bit_ceil(rows)));
  return static_cast<std::size_t>(rows);
}

Config config_of(const SensitivityCommand& command) {
  ConfigOptions options = config_options(command);
  options.places.resize(options.set.size());  // those were written where they are, this elsewhere
  options.places.push_back({std::make_shared<SourceFile>(SourceFile{"--paths"})});
  options.set.emplace_back("run.paths_per_draw",
                           std::to_string(command.paths.value_or(usual_paths)));
  return load_config(command.config, options);
}

int of_config(const SensitivityCommand& command, Ranks* ranks) {
  const SignalGuard guard;
  const std::size_t rows = rows_of(command);
  const Config config = config_of(command);
  const int threshold =
      command.threshold.empty() ? -1 : threshold_place(config.thresholds, command.threshold);
  const int shown = threshold < 0 ? config.forecast.primary : threshold;
  require_distinct_files({command.output}, {command.config});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ChosenEngine chosen = choose_engine(command.device, ranks);
  announce(command,
           fmt::format("{}: {} draws of {} paths of {} months", config.name,
                       sensitivity_draws(config, rows), config.forecast.paths_per_draw,
                       config.forecast.horizon),
           chosen);
  const Sensitivity found = measure_sensitivity(config, *chosen.engine, rows,
                                                progress_of(command, config).control(guard.stop()));
  show(sensitivity_answer(config, found, shown), sensitivity_data(config, found, threshold),
       command.json, command.output);
  note(command, "took " + short_duration(found.seconds));
  return 0;
}

/// What only a design can be asked.
void refuse_run_options(const SensitivityCommand& command) {
  const std::pair<const char*, bool> given[] = {{"--rows", command.rows.has_value()},
                                                {"--paths", command.paths.has_value()},
                                                {"--seed", command.seed.has_value()},
                                                {"--set", !command.set.empty()}};
  for (const auto& [option, is_given] : given)
    if (is_given)
      throw Error(ErrorKind::usage,
                  fmt::format("{} goes with a config ({} is a result file, whose own draws are "
                              "asked); leave it out, or name a config",
                              option, command.config));
}

int of_result(const SensitivityCommand& command) {
  refuse_run_options(command);
  const Result result = read_result(command.config);
  std::vector<int> thresholds(result.thresholds.size());
  std::iota(thresholds.begin(), thresholds.end(), 0);
  if (!command.threshold.empty())
    thresholds = {threshold_place(result.thresholds, command.threshold)};
  require_distinct_files({command.output}, {command.config});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  WorldSource source = world_source(result);
  if (!source.config)
    throw Error(ErrorKind::file, fmt::format("{} does not say which worlds its draws are ({}); run "
                                             "the forecast again",
                                             command.config, source.missing));
  const WorldSample sample{std::move(source.scores), world_odds(result)};
  const GivenSensitivity found{
      result, *source.config, thresholds,
      drivers_of(*source.config, sample, thresholds, result.provenance.seed)};
  show(given_answer(found, result.primary), given_data(found), command.json, command.output);
  return 0;
}

int sensitivity(const SensitivityCommand& command, const Invocation& call) {
  return is_result_file(command.config) ? of_result(command) : of_config(command, call.ranks);
}

}  // namespace

Command sensitivity_command() {
  auto [command, fields] = make_command(
      "sensitivity", "Which parameters drive the answer, and what would flip it", sensitivity);
  command.add(options::input, &fields.config).text =
      "A config, TOML, whose parameters are varied; or a result file, of which the draws are asked";
  command.add(
      {"--rows", ValueKind::count,
       fmt::format("Sobol' points, a power of two (default: {})", usual_rows), "", 16, 1 << 20},
      &fields.rows);
  command.add(
      {"--paths", ValueKind::count,
       fmt::format("Paths of a draw, in each of two replicates (default: {})", usual_paths), "P"},
      &fields.paths);
  command.add(options::seed, &fields.seed).text = "Other seeds are other points and other paths";
  command.add(options::set, &fields.set);
  command.add(options::threshold, &fields.threshold).text = "Of this one";
  command.add(options::json_output, &fields.output);
  add_device_options(command, fields.device);
  add_output_options(command, fields);
  command.add(options::hidden_isa, &fields.device.isa);
  return command;
}

}  // namespace racecast
