#include "host/commands/sweep_run.hpp"

#include <fmt/format.h>

#include <numeric>

#include "host/commands/sweep_progress.hpp"
#include "host/config/value.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/forecast/run.hpp"

namespace racecast {
namespace {

void require_no_parts(const PartsFolder& folder) {
  if (folder.exists())
    throw Error(ErrorKind::usage,
                fmt::format("{} exists already (parts of a sweep that has not ended, or that kept "
                            "them); go on with --resume, or remove the folder",
                            folder.path()));
}

Missing wanted_parts(const SweepCommand& command, const SweepPlan& plan,
                     const PartsFolder& folder) {
  if (command.resume || !command.part.whole()) return missing_parts(plan, folder);
  require_no_parts(folder);
  Missing all;
  all.scenarios.resize(plan.scenarios.size());
  std::iota(all.scenarios.begin(), all.scenarios.end(), std::size_t{0});
  return all;
}

void announce(const SweepCommand& command, const SweepPlan& plan, const Missing& missing,
              const ChosenEngine& chosen) {
  if (command.quiet) return;
  if (!chosen.note.empty()) fmt::print(stderr, "racecast: {}\n", chosen.note);
  const DeviceInfo device = chosen.engine->device();
  const Config& config = plan.reference_config;
  fmt::print(stderr, "racecast: {}: {} scenarios of {} trajectories of {} months on {} ({})\n",
             plan.file.name, plan.scenarios.size(), config.trajectories, config.forecast.horizon,
             device.name, device.detail);
  if (missing.taken > 0) fmt::print(stderr, "racecast: {} of them are done\n", missing.taken);
  if (missing.replaced > 0)
    fmt::print(stderr,
               "racecast: {} files are damaged or of another config, seed, range or model, and are "
               "made anew\n",
               missing.replaced);
}

/// Without the checkpoint of another run at the place of this part.
void drop_foreign_checkpoint(const Config& config, const RunOptions& options, bool resume) {
  const CheckpointFile kept(options.checkpoint->output);
  if (!kept.exists()) return;
  try {
    Result counts = empty_counts(config, options);
    if (resume && kept.read(identity_of(config, options), counts, options.checkpoint->notice))
      return;
  } catch (const Error&) {
    // Damaged, or of the sweep as it was before it was changed.
  }
  kept.remove();
}

/// What one scenario is run with; it goes on where it was interrupted.
ScenarioRunner runner_of(const SweepCommand& command, Engine& engine, const InterruptGuard& guard,
                         SweepProgressWriter& writer) {
  return [&](const Config& config, const std::string& part_file) {
    RunOptions options{.command = command.command_line};
    options.checkpoint = CheckpointPolicy{part_file, std::nullopt, true, [](const std::string&) {}};
    drop_foreign_checkpoint(config, options, command.resume);
    Result result = run_forecast(config, engine, options, [&](const Progress& progress) {
      writer.show(progress);
      return !guard.interrupted();
    });
    write_result(part_file, result);
    CheckpointFile(part_file).remove();
    return result;
  };
}

/// The scenarios of one shard, in turns: all shards have scenarios of all kinds.
void keep_shard(const Shard& shard, std::vector<std::size_t>& scenarios) {
  std::erase_if(scenarios,
                [&](std::size_t scenario) { return scenario % shard.of != shard.number - 1; });
}

Failures run_missing(const SweepCommand& command, const SweepPlan& plan, const Missing& missing,
                     const PartsFolder& folder, const InterruptGuard& guard) {
  const ChosenEngine chosen = choose_engine(command.device);
  announce(command, plan, missing, chosen);
  folder.make();
  const Config& config = plan.reference_config;
  const double months = static_cast<double>(config.trajectories) * config.forecast.horizon;
  SweepProgressWriter writer(style_of(command), missing.scenarios.size(), months);
  SweepObserver observer;
  observer.begins = [&](std::size_t scenario) { writer.begins(plan.scenarios[scenario].name); };
  observer.failed = [&](std::size_t scenario, const std::string& why) {
    writer.tell(fmt::format("racecast: scenario '{}' failed: {}",
                            shown(plan.scenarios[scenario].name), why));
  };
  return run_scenarios(plan, missing.scenarios, folder,
                       runner_of(command, *chosen.engine, guard, writer), observer);
}

[[noreturn]] void stop(const SweepPlan& plan, const PartsFolder& folder) {
  throw Error(
      ErrorKind::interrupted,
      fmt::format("interrupted after {} of {} scenarios, which are kept in {}; go on with "
                  "--resume",
                  folder.count(plan.scenarios.size()), plan.scenarios.size(), folder.path()));
}

}  // namespace

Failures compute_parts(const SweepCommand& command, const SweepPlan& plan,
                       const PartsFolder& folder, const InterruptGuard& guard) {
  Missing missing = wanted_parts(command, plan, folder);
  keep_shard(command.part, missing.scenarios);
  Failures failures;
  try {
    if (!missing.scenarios.empty()) failures = run_missing(command, plan, missing, folder, guard);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) stop(plan, folder);
    throw;
  }
  if (guard.interrupted()) stop(plan, folder);
  return failures;
}

}  // namespace racecast
