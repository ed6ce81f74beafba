#include "host/commands/sweep_run.hpp"

#include <fmt/format.h>

#include <vector>

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

/// A shard that is started again does, unasked: one command is right for its first start and the
/// next.
bool goes_on(const SweepCommand& command) { return command.resume || !command.part.whole(); }

/// The scenarios of one shard, in turns: all shards have scenarios of all kinds.
std::vector<std::size_t> scenarios_of(const Shard& shard, std::size_t scenarios) {
  std::vector<std::size_t> wanted;
  for (std::size_t i = shard.number - 1; i < scenarios; i += shard.of) wanted.push_back(i);
  return wanted;
}

Missing wanted_parts(const SweepCommand& command, const SweepPlan& plan,
                     const PartsFolder& folder) {
  const std::vector<std::size_t> wanted = scenarios_of(command.part, plan.scenarios.size());
  if (goes_on(command)) return missing_parts(plan, folder, wanted);
  require_no_parts(folder);
  return {wanted, 0, 0};
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

/// Without a checkpoint that is damaged, or of the sweep as it was before it was changed.
void drop_foreign_checkpoint(const Config& config, const RunOptions& options, bool resume) {
  const CheckpointFile kept(options.checkpoint->output);
  if (!kept.exists()) return;
  if (!resume || kept.standing(identity_of(config, options), empty_counts(config, options)) !=
                     CheckpointStanding::of_run)
    kept.remove();
}

/// What one scenario is run with; it goes on where it was interrupted.
ScenarioRunner runner_of(const SweepCommand& command, Engine& engine, const InterruptGuard& guard,
                         SweepProgressWriter& writer) {
  return [&](const Config& config, const std::string& part_file) {
    RunOptions options{.command = command.command_line};
    options.checkpoint = CheckpointPolicy{part_file, std::nullopt, true, [](const std::string&) {}};
    drop_foreign_checkpoint(config, options, goes_on(command));
    Result result = run_forecast(config, engine, options, [&](const Progress& progress) {
      writer.show(progress);
      return !guard.interrupted();
    });
    write_result(part_file, result);
    CheckpointFile(part_file).remove();
    return result;
  };
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
  const Missing missing = wanted_parts(command, plan, folder);
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
