#include "host/commands/sweep_run.hpp"

#include <fmt/format.h>

#include <span>
#include <vector>

#include "host/commands/scenario_scheduler.hpp"
#include "host/commands/sweep_progress.hpp"
#include "host/error.hpp"
#include "host/machine/check_resources.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

void require_no_parts(const PartsFolder& folder) {
  if (folder.exists())
    throw Error(ErrorKind::usage,
                fmt::format("{} exists already (parts of a sweep that has not ended, or that kept "
                            "them); go on with --resume, or remove the folder",
                            folder.path()));
}

/// A shard that is started again always does: one command is right for its first start and the
/// next.
bool resumes(const SweepCommand& command) { return command.resume || !command.part.whole(); }

/// The scenarios of one shard, in turns: all shards have scenarios of all kinds.
std::vector<std::size_t> scenarios_of(const Shard& shard, std::size_t scenarios) {
  std::vector<std::size_t> wanted;
  for (std::size_t i = shard.number - 1; i < scenarios; i += shard.of) wanted.push_back(i);
  return wanted;
}

Missing wanted_parts(const SweepCommand& command, const SweepPlan& plan, const PartsFolder& folder,
                     StopToken stop) {
  const std::vector<std::size_t> wanted = scenarios_of(command.part, plan.scenarios.size());
  if (resumes(command)) return missing_parts(plan, folder, wanted, stop);
  require_no_parts(folder);
  return {wanted, 0, 0};
}

void announce(const SweepCommand& command, const SweepPlan& plan, const Missing& missing,
              const ChosenEngine& chosen) {
  const Config& config = plan.reference_config;
  announce(command,
           fmt::format("{}: {} scenarios of {} trajectories of {} months", plan.file.name,
                       plan.scenarios.size(), config.trajectories, config.forecast.horizon),
           chosen);
  if (missing.taken > 0) note(command, fmt::format("{} of them are done", missing.taken));
  if (missing.replaced > 0)
    note(command, fmt::format("{} files are damaged or of another config, seed, range or model, "
                              "and are made anew",
                              missing.replaced));
}

/// The scenarios that are to be run now, and what it takes.
struct Work {
  const SweepCommand& command;
  const SweepPlan& plan;
  const PartsFolder& folder;
  StopToken stop;
  SweepProgressWriter& writer;

  PartSettings part(const std::string& file) const {
    return {file, command.command_line, resumes(command)};
  }
  SweepObserver observer() const {
    return {[this](std::size_t scenario) { writer.begins(plan.scenarios[scenario].name); },
            [this](std::size_t scenario, const std::string& why) {
              writer.ended();
              if (!why.empty())
                writer.tell(fmt::format("racecast: scenario '{}' failed: {}",
                                        shown(plan.scenarios[scenario].name), why));
            },
            [this] { writer.show(); }};
  }
};

using Scenarios = std::span<const std::size_t>;

/// One after the other, each on all there is; what was interrupted goes on where it was.
Failures run_in_turn(const Work& work, Scenarios scenarios, Engine& engine) {
  const ScenarioRunner runner = [&](const Config& config, const std::string& file) {
    return make_part(config, work.part(file), engine,
                     {work.stop, [&](const Progress& progress) { work.writer.show(progress); }});
  };
  return run_scenarios(work.plan, scenarios, work.folder, runner, work.observer());
}

/// Each on one of the ranks.
Failures run_on_ranks(const Work& work, Scenarios scenarios, ScenarioScheduler& scheduler) {
  const auto task = [&](std::size_t scenario) {
    return ScenarioTask{work.plan.scenarios[scenario], work.plan.checked[scenario].config_digest,
                        work.part(work.folder.file(scenario))};
  };
  Failures failures;
  SweepObserver observer = work.observer();
  observer.ended = [&, ended = observer.ended](std::size_t scenario, const std::string& why) {
    if (!why.empty()) failures[scenario] = why;
    ended(scenario, why);
  };
  scheduler.run_scenarios(scenarios, task, observer, work.stop);
  return failures;
}

Failures run_missing(const SweepCommand& command, const SweepPlan& plan, const Missing& missing,
                     const PartsFolder& folder, StopToken stop) {
  const ChosenEngine chosen = choose_engine(command.device, command.ranks);
  announce(command, plan, missing, chosen);
  const Config& config = plan.reference_config;
  check_resources(config, folder.output(), *chosen.engine, missing.scenarios.size());
  folder.make();
  const double months = static_cast<double>(config.trajectories) * config.forecast.horizon;
  SweepProgressWriter writer(style_of(command), missing.scenarios.size(), months);
  const Work work{command, plan, folder, stop, writer};
  // As many whole scenarios as come out even for the ranks, and the rest on all of them together:
  // none is idle while others have long to go.
  const Scenarios all = missing.scenarios;
  const std::size_t apart =
      chosen.scheduler == nullptr
          ? 0
          : all.size() - all.size() % static_cast<std::size_t>(chosen.scheduler->ranks());
  Failures failures;
  if (apart > 0) failures = run_on_ranks(work, all.first(apart), *chosen.scheduler);
  failures.merge(run_in_turn(work, all.subspan(apart), *chosen.engine));
  return failures;
}

[[noreturn]] void throw_stopped(const SweepPlan& plan, const PartsFolder& folder) {
  throw Error(
      ErrorKind::interrupted,
      fmt::format("interrupted after {} of {} scenarios, which are kept in {}; go on with "
                  "--resume",
                  folder.count(plan.scenarios.size()), plan.scenarios.size(), folder.path()));
}

/// What `work` gives; where it is interrupted, says what is kept.
template <class Work>
auto or_stop(const SweepPlan& plan, const PartsFolder& folder, const Work& work) {
  try {
    return work();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw_stopped(plan, folder);
    throw;
  }
}

}  // namespace

Failures compute_parts(const SweepCommand& command, const SweepPlan& plan,
                       const PartsFolder& folder, StopToken stop) {
  Failures failures = or_stop(plan, folder, [&] {
    const Missing missing = wanted_parts(command, plan, folder, stop);
    return missing.scenarios.empty() ? Failures{}
                                     : run_missing(command, plan, missing, folder, stop);
  });
  if (stop.stop_requested()) throw_stopped(plan, folder);
  return failures;
}

SweepResult put_together(const SweepPlan& plan, const PartsFolder& folder, const Failures& failures,
                         StopToken stop) {
  return or_stop(plan, folder, [&] { return assemble(plan, folder, failures, stop); });
}

}  // namespace racecast
