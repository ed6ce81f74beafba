#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/sweep_run.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/run.hpp"
#include "host/report/summary.hpp"
#include "host/result/question.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

/// A line a scenario: its name, and what is set in it.
int list(const SweepPlan& plan) {
  for (const Scenario& scenario : plan.scenarios) {
    std::cout << scenario.name << "  (" << scenario.config;
    for (const Setting& setting : scenario.set)
      std::cout << ", " << setting.path << '=' << setting.text;
    std::cout << ")\n";
  }
  return 0;
}

void report(const SweepCommand& command, const SweepResult& result, const std::string& output) {
  command.json ? show(sweep_data(result)) : show(sweep_answer(result));
  note(command, fmt::format("wrote {} ({} scenarios, sweep_digest {})", output,
                            result.scenarios.size(), sweep_digest(result)));
}

/// Parts stay where they are asked for, and where failed scenarios are still to be made.
void tidy(const SweepCommand& command, const PartsFolder& folder, const SweepResult& result) {
  const std::size_t failed = result.failed();
  if (failed > 0) {
    std::cout << std::flush;
    throw Error(
        ErrorKind::runtime,
        fmt::format("{} of {} scenarios failed (the file says why of each); --resume --force "
                    "tries these again, the others are kept in {}",
                    failed, result.scenarios.size(), folder.path()));
  }
  folder.remove_stale(result.scenarios.size());
  const bool removed = command.keep || folder.remove(result.scenarios.size());
  if (!removed) note(command, fmt::format("{} is left: it holds files of others", folder.path()));
}

/// Runs the scenarios of a shard; the sweep is put together once all shards have run.
int run_shard(const SweepCommand& command, const SweepPlan& plan, const PartsFolder& folder,
              StopToken stop) {
  const auto require_no_others = [&] {
    OutputLock::require_free(folder.output());
    folder.require_shards_like(command.part);
  };
  require_no_others();  // before there is a folder
  folder.make();
  const OutputLock lock(folder.shard(command.part));
  // The others look for this lock once they have theirs: one of two always sees the other.
  require_no_others();
  const Failures failures = compute_parts(command, plan, folder, stop);
  if (!failures.empty())
    throw Error(
        ErrorKind::runtime,
        fmt::format("{} scenarios failed; the same command tries these again", failures.size()));
  note(command, fmt::format("shard {} is done; --resume without --shard makes the sweep's file "
                            "once all are",
                            command.part.text()));
  return 0;
}

/// The output, where it is there and is what the sweep gives. Throws Error(usage) where it is
/// another, Error(file) where it is damaged or no sweep.
std::optional<SweepResult> complete_output(const SweepCommand& command, const SweepPlan& plan,
                                           const std::string& output) {
  if (!command.resume || command.force || !std::filesystem::exists(output)) return {};
  try {
    SweepResult found = read_sweep(output);
    if (is_sweep_of(found, plan)) return found;
  } catch (const Error& why) {
    throw Error(why.kind(), unreadable_output(why.what()));
  }
  throw Error(
      ErrorKind::usage,
      fmt::format("{} exists already and is not this sweep, or scenarios of it failed; give "
                  "another -o FILE, or --force to replace it",
                  output));
}

int sweep(SweepCommand& command, const Invocation& call) {
  command.command_line = call.line;
  command.ranks = call.ranks;
  const SweepPlan plan =
      plan_sweep(read_sweep_file(command.sweep), config_options(command), command.device.threads);
  if (command.list) return list(plan);
  command.part = parse_shard(command.shard);
  const SignalGuard guard;
  const std::string output =
      command.output.empty() ? default_output(plan.file.name) : command.output;
  require_distinct_files({output}, {command.sweep, plan.file.config});
  require_writable_output(output, command.force || command.resume || !command.part.whole());
  batches_kept(question_of(plan.reference_config), plan.scenarios.size());
  const PartsFolder folder(output);
  if (!command.part.whole()) return run_shard(command, plan, folder, guard.stop());
  const OutputLock lock(output);
  folder.require_no_shards();
  std::optional<SweepResult> result = complete_output(command, plan, output);
  if (!result) {
    const Failures failures = compute_parts(command, plan, folder, guard.stop());
    result = put_together(plan, folder, failures, guard.stop());
    note_program(result->question.provenance, command.command_line);
    write_sweep(output, *result);
  }
  report(command, *result, output);
  tidy(command, folder, *result);
  return 0;
}

}  // namespace

Command sweep_command() {
  auto [command, fields] =
      make_command("sweep", "Many scenarios of a config, each compared with a reference", sweep);
  command.add(options::required({"SWEEP", ValueKind::config, "The scenarios, a TOML file"}),
              &fields.sweep);
  add_run_settings(command, fields, "sweep");
  command.add(options::shard, &fields.shard).text =
      "Only this part of the scenarios, 1/8 to 8/8, into the same folder of parts";
  command.add(options::resume, &fields.resume).text = "Go on with a sweep that was interrupted";
  command.add({"--keep", ValueKind::flag, "Leave the result file of each scenario"}, &fields.keep);
  command.add({"--list", ValueKind::flag, "Check, and list the scenarios; run none"}, &fields.list);
  return command;
}

}  // namespace racecast
