#include "host/commands/scenario_scheduler.hpp"

#include <new>

#include "host/error.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/machine/check_resources.hpp"
#include "host/result/result.hpp"

namespace racecast {
namespace {

/// Without a checkpoint that is damaged, or of the sweep as it was before it was changed.
void drop_foreign_checkpoint(const Config& config, const RunOptions& options, bool resume) {
  const CheckpointFile kept(options.checkpoint->output);
  if (!kept.exists()) return;
  if (!resume || kept.standing(identity_of(config, options), empty_counts(config, options)) !=
                     CheckpointStanding::of_run)
    kept.remove();
}

}  // namespace

Result make_part(const Config& config, const PartSettings& part, Engine& engine,
                 const ForecastControl& control) try {
  RunOptions options{.command = part.command_line};
  options.checkpoint = CheckpointPolicy{part.file, std::nullopt, true, [](const std::string&) {}};
  drop_foreign_checkpoint(config, options, part.resume);
  // Looked at for each: what is full by now would keep nothing of what is computed.
  require_disk(config, part.file);
  Result result = run_forecast(config, engine, options, control);
  publish_result(config, options, result);
  return result;
} catch (const std::bad_alloc&) {
  throw Error(ErrorKind::runtime, out_of_memory);
}

ScenarioEnd run_task(const ScenarioTask& task, Engine& engine, const ForecastControl& control) {
  try {
    make_part(checked_config(task.scenario, task.config_digest), task.part, engine, control);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) return {.interrupted = true};
    return {.failure = error.what()};
  }
  return {};
}

}  // namespace racecast
