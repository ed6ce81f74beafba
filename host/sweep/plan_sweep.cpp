#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "host/files/sha256.hpp"
#include "host/inference/paired.hpp"
#include "host/inference/parallel.hpp"
#include "host/result/question.hpp"
#include "host/sweep/scenarios.hpp"
#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

AxisValue number_value(const std::string& text, std::optional<double> number) {
  return {text, text, number.value_or(std::nan("")), {}};
}

/// What a config has at a path; none: it is the path of no parameter and of no setting.
std::optional<AxisValue> value_in(const Config& config, const std::string& path) {
  for (const ConfigParameter& each : config.parameters)
    if (each.path == path && each.is_constant())
      return number_value(number_text(each.constant), each.constant);
    else if (each.path == path)
      return number_value(each.written, {});
  for (const ConfigSetting& each : config.settings)
    if (each.path == path) return number_value(each.value, parse_number(each.value));
  return {};
}

class Planner {
 public:
  explicit Planner(SweepPlan& plan) : plan_(plan) {}

  void check_all(int threads) {
    std::vector<Check> checks(plan_.scenarios.size());
    for_each_in_parallel(checks.size(), threads, [&](std::size_t i) { checks[i] = check(i); });
    for (std::size_t i = 0; i < checks.size(); ++i) {
      plan_.checked.push_back(std::move(checks[i].checked));
      for (Diagnostic& mistake : checks[i].mistakes) add(plan_.scenarios[i], std::move(mistake));
    }
    throw_if_any();
    for (std::size_t i = 0; i < checks.size(); ++i)
      compare(plan_.scenarios[i], checks[plan_.reference].question, checks[i].question);
    throw_if_any();
  }

 private:
  struct Check {
    CheckedScenario checked;
    Result question;  ///< what the scenario asks, without the texts of its config
    std::vector<Diagnostic> mistakes;
  };

  /// Of the scenarios, each on whatever thread is free; that of the reference keeps its config.
  Check check(std::size_t place) {
    const Scenario& scenario = plan_.scenarios[place];
    Check found;
    try {
      Config config = scenario_config(scenario);
      found.checked = {config_digest(config.resolved), axes_of(scenario, config)};
      found.question = question_of(config);
      found.question.provenance.config_given.clear();
      found.question.provenance.config_resolved.clear();
      if (place == plan_.reference) plan_.reference_config = std::move(config);
    } catch (const ConfigError& error) {
      found.mistakes = error.diagnostics();
    } catch (const Error& error) {
      const Advice advice = split_advice(error);
      found.mistakes = {at(scenario.config_place, advice.problem, advice.hint)};
    }
    return found;
  }

  std::vector<AxisValue> axes_of(const Scenario& scenario, const Config& config) const {
    std::vector<AxisValue> values;
    for (std::size_t i = 0; i < plan_.file.axes.size(); ++i) {
      const SweepAxis& axis = plan_.file.axes[i];
      std::optional<AxisValue> value = value_in(config, axis.path);
      if (!value && scenario.value[i] >= 0)
        value = axis.values[static_cast<std::size_t>(scenario.value[i])];
      values.push_back(value.value_or(AxisValue{}));
    }
    return values;
  }

  void compare(const Scenario& scenario, const Result& reference, const Result& question) {
    auto difference = find_other_thresholds(reference, question);
    if (!difference) difference = find_pairing_obstacle(reference, question);
    if (!difference) return;
    add(scenario,
        at(scenario.place,
           said_of(scenario,
                   fmt::format("it cannot be compared with the reference '{}': {}",
                               shown(plan_.scenarios[plan_.reference].name), *difference)),
           "give both the same seed, trajectories, months and thresholds"));
  }

  static Diagnostic at(const Place& place, const std::string& message, const std::string& hint) {
    return {printable(place.file->name), place.line, place.column, message, hint};
  }

  /// The mistakes of a value are those of every scenario that has it, and are told once. Where they
  /// stand in another file, the scenario that leads there is named.
  void add(const Scenario& scenario, Diagnostic diagnostic) {
    if (!seen_.emplace(diagnostic.file, diagnostic.line, diagnostic.column, diagnostic.message)
             .second)
      return;
    if (diagnostic.file != printable(plan_.file.path))
      diagnostic.message = said_of(scenario, diagnostic.message);
    found_.push_back(std::move(diagnostic));
  }

  static std::string said_of(const Scenario& scenario, const std::string& message) {
    return fmt::format("scenario '{}': {}", shown(scenario.name), message);
  }

  void throw_if_any() {
    if (!found_.empty()) throw ConfigError(std::move(found_));
  }

  SweepPlan& plan_;
  std::set<std::tuple<std::string, int, int, std::string>> seen_;
  std::vector<Diagnostic> found_;
};

std::string unit_of(const Config& config, const std::string& path) {
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.path == path) return parameter.unit;
  return "1";
}

/// The configs that scenarios rest on, each once, as they are without any setting.
std::vector<std::pair<std::string, std::string>> files_of(const SweepPlan& plan) {
  std::vector<std::pair<std::string, std::string>> files;
  std::set<std::string> seen;
  for (const Scenario& scenario : plan.scenarios)
    if (seen.insert(scenario.config).second)
      files.emplace_back(scenario.config, load_config(scenario.config).resolved);
  return files;
}

}  // namespace

std::string config_digest(const std::string& resolved) { return Sha256().update(resolved).hex(); }

Config scenario_config(const Scenario& scenario) {
  ConfigOptions options;
  for (const Setting& setting : scenario.set) {
    options.set.emplace_back(setting.path, setting.text);
    options.places.push_back(setting.place);
  }
  return load_config(scenario.config, options);
}

Config checked_config(const Scenario& scenario, const std::string& digest) {
  Config config = scenario_config(scenario);
  if (config_digest(config.resolved) != digest)
    throw Error(ErrorKind::runtime,
                "its config has changed since the sweep began; run it again with --resume");
  return config;
}

SweepPlan plan_sweep(SweepFile file, const ConfigOptions& options, int threads) {
  SweepPlan plan;
  plan.scenarios = list_scenarios(file);
  plan.file = std::move(file);
  for (Scenario& scenario : plan.scenarios)
    for (const auto& [path, text] : options.set) scenario.set.push_back({path, text, {}});
  const auto reference = std::ranges::find(plan.scenarios, plan.file.reference, &Scenario::name);
  plan.reference = static_cast<std::size_t>(reference - plan.scenarios.begin());
  Planner(plan).check_all(threads);
  for (const SweepAxis& axis : plan.file.axes)
    plan.axis_units.push_back(unit_of(plan.reference_config, axis.path));
  plan.configs = files_of(plan);
  return plan;
}

}  // namespace racecast
