#include <fmt/format.h>

#include <bit>
#include <iostream>
#include <memory>
#include <numeric>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/count.hpp"
#include "host/commands/device.hpp"
#include "host/commands/output.hpp"
#include "host/commands/progress.hpp"
#include "host/commands/run_config.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/commands/threshold_option.hpp"
#include "host/error.hpp"
#include "host/results/result_file.hpp"
#include "host/sensitivity/sensitivity_report.hpp"

namespace racecast {
namespace {

/// Of each replicate: enough that what is measured of a draw is not all chance.
constexpr const char* usual_rows = "1024";
constexpr const char* usual_paths = "16";
constexpr std::uint64_t fewest_rows = 16, most_rows = std::uint64_t{1} << 20;

struct SensitivityCommand {
  std::string input, rows, paths, seed;
  std::vector<std::string> set;
  std::string threshold, output;
  DeviceChoice device;
  std::string progress = "auto";
  bool force = false;
  bool quiet = false;
  bool json = false;
};

std::size_t rows_of(const SensitivityCommand& command) {
  const std::uint64_t rows = parse_count(command.rows.empty() ? usual_rows : command.rows, "--rows",
                                         fewest_rows, most_rows);
  if (!std::has_single_bit(rows))
    throw Error(ErrorKind::usage, fmt::format("--rows is {}, which is no power of two (Sobol' "
                                              "points are balanced in those only); take {} or {}",
                                              rows, std::bit_floor(rows), std::bit_ceil(rows)));
  return static_cast<std::size_t>(rows);
}

Config config_of(const SensitivityCommand& command) {
  ConfigOptions options = parse_settings(command.set);
  add_run_counts("", command.seed, options);
  options.places.resize(options.set.size());  // those were written where they are, this elsewhere
  options.places.push_back({std::make_shared<SourceFile>(SourceFile{"--paths"})});
  options.set.emplace_back("run.paths_per_draw",
                           command.paths.empty() ? usual_paths : command.paths);
  return load_config(command.input, options);
}

void announce(const SensitivityCommand& command, const Config& config, std::size_t rows,
              const ChosenEngine& chosen) {
  if (command.quiet) return;
  if (!chosen.note.empty()) say("racecast: {}\n", chosen.note);
  const DeviceInfo device = chosen.engine->device();
  say("racecast: {}: {} draws of {} paths of {} months on {} ({})\n", config.name,
      sensitivity_draws(config, rows), config.forecast.paths_per_draw, config.forecast.horizon,
      device.name, device.detail);
}

void tell(const SensitivityCommand& command, const nlohmann::json& json, const std::string& text) {
  const std::string dump = json.dump(2) + '\n';
  if (!command.output.empty()) write_text_file(command.output, dump);
  std::cout << (command.json ? dump : text);
}

int of_config(const SensitivityCommand& command) {
  const SignalGuard guard;
  const std::size_t rows = rows_of(command);
  const Config config = config_of(command);
  const int threshold =
      command.threshold.empty() ? -1 : threshold_place(config.thresholds, command.threshold);
  const int shown = threshold < 0 ? config.forecast.primary : threshold;
  require_distinct_files({command.output}, {command.input});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ChosenEngine chosen = choose_engine(command.device);
  announce(command, config, rows, chosen);
  Sensitivity found;
  {
    ProgressWriter writer(command.quiet ? ProgressStyle::none : progress_style(command.progress),
                          {config.forecast.paths_per_draw, config.forecast.horizon, shown, ""});
    found = measure_sensitivity(config, *chosen.engine, rows, writer.control(guard.stop()));
  }
  tell(command, sensitivity_json(config, found, threshold), sensitivity_text(config, found, shown));
  if (!command.quiet) say("racecast: took {}\n", short_duration(found.seconds));
  return 0;
}

/// What only a design can be asked.
void refuse_run_options(const SensitivityCommand& command) {
  const std::pair<const char*, bool> given[] = {{"--rows", !command.rows.empty()},
                                                {"--paths", !command.paths.empty()},
                                                {"--seed", !command.seed.empty()},
                                                {"--set", !command.set.empty()}};
  for (const auto& [option, is_given] : given)
    if (is_given)
      throw Error(ErrorKind::usage,
                  fmt::format("{} goes with a config ({} is a result file, whose own draws are "
                              "asked); leave it out, or name a config",
                              option, command.input));
}

int of_result(const SensitivityCommand& command) {
  refuse_run_options(command);
  const Result result = read_result(command.input);
  std::vector<int> thresholds(result.thresholds.size());
  std::iota(thresholds.begin(), thresholds.end(), 0);
  if (!command.threshold.empty())
    thresholds = {threshold_place(result.thresholds, command.threshold)};
  require_distinct_files({command.output}, {command.input});
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  WorldSource source = world_source(result);
  if (!source.config)
    throw Error(ErrorKind::file, fmt::format("{} does not say which worlds its draws are ({}); run "
                                             "the forecast again",
                                             command.input, source.missing));
  const WorldSample sample{std::move(source.scores), world_odds(result)};
  const GivenSensitivity found{
      result, *source.config, thresholds,
      drivers_of(*source.config, sample, thresholds, result.provenance.seed)};
  tell(command, given_json(found), given_text(found, result.primary));
  return 0;
}

int sensitivity(const SensitivityCommand& command) {
  return is_result_file(command.input) ? of_result(command) : of_config(command);
}

void add_options(CLI::App& app, SensitivityCommand& command) {
  app.add_option(
         "INPUT", command.input,
         "A config, TOML, whose parameters are varied; or a result file, of which the draws "
         "are asked")
      ->required();
  app.add_option("--rows", command.rows,
                 fmt::format("Sobol' points, a power of two (default: {})", usual_rows))
      ->type_name("N");
  app.add_option(
         "--paths", command.paths,
         fmt::format("Paths of a draw, in each of two replicates (default: {})", usual_paths))
      ->type_name("P");
  app.add_option("--seed", command.seed, "Other seeds are other points and other paths")
      ->type_name("S");
  add_settings_option(app, command.set);
  app.add_option("--threshold", command.threshold, "Of this one")->type_name("NAME");
  app.add_option("-o,--output", command.output, "Write the JSON to this file as well")
      ->type_name("JSON_FILE");
  add_device_options(app, command.device);
  app.add_option("--progress", command.progress, "How progress is shown on stderr")
      ->check(CLI::IsMember({"auto", "plain", "none"}))
      ->capture_default_str();
  app.add_flag("--force", command.force, "Replace the file if it exists");
  app.add_flag("--quiet", command.quiet, "Nothing on stderr but errors");
  app.add_flag("--json", command.json, "As JSON");
  // For proofs that the instruction set leaves the numbers as they are.
  app.add_option("--isa", command.device.isa)->check(CLI::IsMember(all_isa_names()))->group("");
}

}  // namespace

void add_sensitivity(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "sensitivity", "Which parameters drive the answer, and what would flip it");
  const auto options = std::make_shared<SensitivityCommand>();
  add_options(*command, *options);
  command->callback([&action, options] { action = [options] { return sensitivity(*options); }; });
}

}  // namespace racecast
