#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <numeric>

#include "host/commands/commands.hpp"
#include "host/commands/device.hpp"
#include "host/commands/interrupt.hpp"
#include "host/commands/output.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/sweep_progress.hpp"
#include "host/forecast/run.hpp"
#include "host/report/sweep_summary.hpp"
#include "host/results/question.hpp"
#include "host/results/sweep_tables.hpp"
#include "host/sweep/run_sweep.hpp"

namespace racecast {
namespace {

struct SweepCommand : RunSettings {
  std::string sweep;
  bool resume = false, keep = false, list = false;
};

SweepPlan plan_of(const SweepCommand& command) {
  ConfigOptions options;
  add_settings_of(command, options);
  return plan_sweep(read_sweep_file(command.sweep), options);
}

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

void require_no_parts(const PartsFolder& folder) {
  if (folder.exists())
    throw Error(ErrorKind::usage,
                fmt::format("{} exists already (parts of a sweep that has not ended, or that kept "
                            "them); go on with --resume, or remove the folder",
                            folder.path()));
}

Missing wanted_parts(const SweepCommand& command, const SweepPlan& plan,
                     const PartsFolder& folder) {
  if (command.resume) return missing_parts(plan, folder);
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

/// What one scenario is run with: the whole of it, on this machine.
ScenarioRunner runner_of(const SweepCommand& command, Engine& engine, const InterruptGuard& guard,
                         SweepProgressWriter& writer) {
  return [&](const Config& config, const std::string& part_file) {
    const RunOptions options{.command = command.command_line};
    Result result = run_forecast(config, engine, options, [&](const Progress& progress) {
      writer.show(progress);
      return !guard.interrupted();
    });
    write_result(part_file, result);
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

SweepResult compute(const SweepCommand& command, const SweepPlan& plan, const PartsFolder& folder,
                    const InterruptGuard& guard) {
  const Missing missing = wanted_parts(command, plan, folder);
  Failures failures;
  try {
    if (!missing.scenarios.empty()) failures = run_missing(command, plan, missing, folder, guard);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) stop(plan, folder);
    throw;
  }
  SweepResult result = assemble(plan, folder, failures);
  if (guard.interrupted()) stop(plan, folder);
  return result;
}

void report(const SweepCommand& command, const SweepResult& result, const std::string& output) {
  if (command.json)
    std::cout << sweep_json(result).dump(2) << '\n';
  else
    std::cout << sweep_text(result);
  if (!command.quiet)
    fmt::print(stderr, "racecast: wrote {} ({} scenarios, sweep_digest {})\n", output,
               result.scenarios.size(), sweep_digest(result));
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
  const bool removed = command.keep || folder.remove(result.scenarios.size());
  if (!removed && !command.quiet)
    fmt::print(stderr, "racecast: {} is left: it holds files of others\n", folder.path());
}

int sweep(const SweepCommand& command) {
  const SweepPlan plan = plan_of(command);
  if (command.list) return list(plan);
  const InterruptGuard guard;
  const std::string output =
      command.output.empty() ? default_output(plan.file.name) : command.output;
  require_writable_output(output, command.force);
  batches_kept(question_of(plan.reference_config), plan.scenarios.size());
  const PartsFolder folder(output);
  SweepResult result = compute(command, plan, folder, guard);
  note_program(result.question.provenance, command.command_line);
  write_sweep(output, result);
  report(command, result, output);
  tidy(command, folder, result);
  return 0;
}

}  // namespace

void add_sweep(CLI::App& app, Action& action, const std::string& command_line) {
  CLI::App* command =
      app.add_subcommand("sweep", "Many scenarios of a config, each compared with a reference");
  const auto options = std::make_shared<SweepCommand>();
  options->command_line = command_line;
  command->add_option("SWEEP", options->sweep, "The scenarios, a TOML file")->required();
  add_run_settings(*command, *options, "sweep");
  command->add_flag("--resume", options->resume, "Go on with a sweep that was interrupted");
  command->add_flag("--keep", options->keep, "Leave the result file of each scenario");
  command->add_flag("--list", options->list, "Check, and list the scenarios; run none");
  command->callback([&action, options] { action = [options] { return sweep(*options); }; });
}

}  // namespace racecast
