#include "host/sweep/run_sweep.hpp"

#include <fmt/format.h>

#include "host/result/question.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_tables.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

/// A line of TOML each; a path is one key.
std::string text_of(const std::vector<Setting>& set) {
  std::string text;
  for (const Setting& setting : set)
    text += fmt::format("\"{}\" = {}\n", setting.path, setting.text);
  return text;
}

SweptScenario swept(const SweepPlan& plan, std::size_t place) {
  const Scenario& scenario = plan.scenarios[place];
  SweptScenario made;
  made.name = scenario.name;
  made.config = scenario.config;
  made.set = text_of(scenario.set);
  made.config_digest = plan.checked[place].config_digest;
  for (const AxisValue& value : plan.checked[place].axes) {
    made.axis_value.push_back(value.number);
    made.axis_text.push_back(value.text);
  }
  return made;
}

/// The counts of a scenario's part; nothing where there is no good one, and then `why` says so.
std::optional<DigestedResult> part_of(const SweepPlan& plan, const PartsFolder& folder,
                                      std::size_t scenario, std::string& why) {
  try {
    DigestedResult part = read_counts_alone(folder.file(scenario));
    if (is_part_of(part.result, plan, scenario)) return part;
    why = fmt::format("{} is the result of another config or run", folder.file(scenario));
  } catch (const Error& error) {
    why = error.what();
  }
  return {};
}

void note_run(SweepResult& sweep, const Result& part) {
  Provenance& sum = sweep.question.provenance;
  const Provenance& of = part.provenance;
  const double seconds = sum.wall_seconds + of.wall_seconds;
  const double months =
      sum.path_months_per_second * sum.wall_seconds + of.path_months_per_second * of.wall_seconds;
  sum.device_kind = of.device_kind;
  sum.device_name = of.device_name;
  sum.device_detail = of.device_detail;
  sum.wall_seconds = seconds;
  sum.path_months_per_second = seconds > 0 ? months / seconds : 0;
}

/// What the plan knows; every scenario has failed so far.
SweepResult empty_sweep(const SweepPlan& plan) {
  SweepResult sweep;
  sweep.question = question_of(plan.reference_config);
  sweep.question.name = plan.file.name;
  sweep.question.description = plan.file.description;
  sweep.path = plan.file.path;
  sweep.given = plan.file.given;
  sweep.reference = plan.reference;
  sweep.configs = plan.configs;
  for (std::size_t i = 0; i < plan.file.axes.size(); ++i)
    sweep.axes.push_back({plan.file.axes[i].name, plan.file.axes[i].path, plan.axis_units[i]});
  for (std::size_t i = 0; i < plan.scenarios.size(); ++i) sweep.scenarios.push_back(swept(plan, i));
  sweep.batches = batches_kept(sweep.question, sweep.scenarios.size());
  make_room(sweep);
  return sweep;
}

}  // namespace

Failures run_scenarios(const SweepPlan& plan, std::span<const std::size_t> wanted,
                       const PartsFolder& folder, const ScenarioRunner& run,
                       const SweepObserver& observer) {
  Failures failures;
  for (const std::size_t scenario : wanted) {
    observer.begins(scenario);
    try {
      run(checked_config(plan.scenarios[scenario], plan.checked[scenario].config_digest),
          folder.file(scenario));
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) throw;
      failures[scenario] = error.what();
    }
    const auto failure = failures.find(scenario);
    observer.ended(scenario, failure == failures.end() ? "" : failure->second);
  }
  return failures;
}

bool is_sweep_of(const SweepResult& result, const SweepPlan& plan) {
  const Provenance& is = result.question.provenance;
  const Provenance of = question_of(plan.reference_config).provenance;
  if (is.model != of.model || is.seed != of.seed || is.draws != of.draws ||
      result.reference != plan.reference || result.scenarios.size() != plan.scenarios.size() ||
      result.failed() > 0)
    return false;
  for (std::size_t i = 0; i < plan.scenarios.size(); ++i)
    if (result.scenarios[i].name != plan.scenarios[i].name ||
        result.scenarios[i].config_digest != plan.checked[i].config_digest)
      return false;
  return true;
}

SweepResult assemble(const SweepPlan& plan, const PartsFolder& folder, const Failures& failures,
                     StopToken stop) {
  SweepResult sweep = empty_sweep(plan);
  std::string why;
  const std::optional<DigestedResult> reference = part_of(plan, folder, plan.reference, why);
  for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
    check_stop(stop);
    const std::optional<DigestedResult> part = part_of(plan, folder, i, why);
    if (!part) {
      const auto failure = failures.find(i);
      sweep.scenarios[i].message = failure == failures.end() ? why : failure->second;
      continue;
    }
    note_run(sweep, part->result);
    put_scenario(sweep, i, *part, reference ? &*reference : nullptr);
  }
  return sweep;
}

}  // namespace racecast
