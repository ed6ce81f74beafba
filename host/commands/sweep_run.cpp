#include "host/commands/sweep_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <span>
#include <vector>

#include "host/command_line/terminal.hpp"
#include "host/commands/scenario_scheduler.hpp"
#include "host/error.hpp"
#include "host/machine/check_resources.hpp"
#include "host/text/count.hpp"
#include "host/text/text_lines.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

/// A shard that is started again always does: one command is right for its first start and the
/// next.
bool resumes(const SweepCommand& command) { return command.resume || !command.part.whole(); }

/// Of the scenarios of one shard, in turns: all shards have scenarios of all kinds.
Missing wanted_parts(const SweepCommand& command, const SweepPlan& plan, const PartsFolder& folder,
                     StopToken stop) {
  std::vector<std::size_t> wanted;
  for (std::size_t i = command.part.number - 1; i < plan.scenarios.size(); i += command.part.of)
    wanted.push_back(i);
  if (resumes(command)) return missing_parts(plan, folder, wanted, stop);
  if (folder.exists())
    throw Error(ErrorKind::usage,
                fmt::format("{} exists already (parts of a sweep that has not ended, or that kept "
                            "them); go on with --resume, or remove the folder",
                            folder.path()));
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

/// Keeps count of the scenarios of a sweep, and shows on stderr how far it is.
class SweepProgressWriter {
 public:
  /// `scenarios` are to be run now, each of as many path-months.
  SweepProgressWriter(ProgressStyle style, std::size_t scenarios, double path_months)
      : lines_(style), scenarios_(scenarios), path_months_(path_months) {}

  void begins(const std::string& name) { name_ = name; }
  void ended() { ++done_, part_ = 0; }
  /// Of the scenario that runs now, where it is the only one.
  void show(const Progress& run) {
    part_ = static_cast<double>(run.draws_done) / static_cast<double>(run.draws);
    show();
  }
  /// Of scenarios that others run.
  void show() {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double done = static_cast<double>(done_) + part_, all = static_cast<double>(scenarios_);
    if (!lines_.due(seconds, done == all)) return;
    std::string line =
        fmt::format("{:3.0f} %  {}/{} scenarios", 100 * done / all, done_, scenarios_);
    if (seconds > 0 && done > 0)
      line += fmt::format("  {} path-months/s  {} left", short_count(done * path_months_ / seconds),
                          short_duration(seconds * (all - done) / done));
    lines_.show(seconds, line + "  " + one_line(name_));
  }
  /// A line of its own about a scenario.
  void tell(const std::string& line) {
    lines_.end();
    say("{}\n", line);
  }

 private:
  using Clock = std::chrono::steady_clock;

  ProgressLines lines_;
  std::size_t done_ = 0, scenarios_;
  double part_ = 0;  ///< share of the scenario that runs now
  double path_months_;
  std::string name_;  ///< of the scenario that runs now
  Clock::time_point start_ = Clock::now();
};

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
