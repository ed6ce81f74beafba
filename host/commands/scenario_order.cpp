#include "host/commands/scenario_order.hpp"

#include "host/forecast/checkpoint.hpp"
#include "host/results/result.hpp"

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

Result make_part(const Config& config, const PartOrder& order, Engine& engine,
                 const ProgressHandler& progress) {
  RunOptions options{.command = order.command_line};
  options.checkpoint = CheckpointPolicy{order.file, std::nullopt, true, [](const std::string&) {}};
  drop_foreign_checkpoint(config, options, order.resume);
  Result result = run_forecast(config, engine, options, progress);
  write_result(order.file, result);
  CheckpointFile(order.file).remove();
  return result;
}

ScenarioEnd carry_out(const ScenarioOrder& order, Engine& engine, const ProgressHandler& progress) {
  try {
    make_part(checked_config(order.scenario, order.config_digest), order.part, engine, progress);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) return {.interrupted = true};
    return {.failure = error.what()};
  }
  return {};
}

}  // namespace racecast
