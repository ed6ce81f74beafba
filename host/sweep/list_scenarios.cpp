#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/keys/keys.hpp"
#include "host/sweep/design.hpp"
#include "host/sweep/scenarios.hpp"
#include "host/sweep/sweep_reader.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

[[noreturn]] void refuse(const Place& place, const std::string& message, const std::string& hint) {
  throw ConfigError({{printable(place.file->name), place.line, place.column, message, hint}});
}

/// Which value of each axis every point takes, by point.
using Points = std::vector<std::vector<int>>;

Points every_combination(const SweepFile& sweep) {
  Points points = {{}};
  for (const SweepAxis& axis : sweep.axes) {
    if (points.size() * axis.values.size() >= max_scenarios)
      refuse(axis.place, fmt::format("the grid has more than {} scenarios", max_scenarios - 1),
             "give fewer values, or choose a latin-hypercube");
    Points longer;
    for (const std::vector<int>& point : points)
      for (std::size_t value = 0; value < axis.values.size(); ++value) {
        longer.push_back(point);
        longer.back().push_back(static_cast<int>(value));
      }
    points = std::move(longer);
  }
  return sweep.axes.empty() ? Points{} : points;
}

Points side_by_side(const SweepFile& sweep) {
  Points points;
  for (const SweepAxis& axis : sweep.axes) {
    const std::size_t first = sweep.axes.front().values.size();
    if (axis.values.size() != first)
      refuse(axis.place,
             fmt::format("axis '{}' has {} values and '{}' has {}", shown(axis.name),
                         axis.values.size(), shown(sweep.axes.front().name), first),
             "the axes of a list go together, value by value; or choose method = \"grid\"");
    points.resize(first);
  }
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i].assign(sweep.axes.size(), static_cast<int>(i));
  return points;
}

/// Puts the values of a design into the axes.
Points designed(SweepFile& sweep) {
  const int axes = static_cast<int>(sweep.axes.size());
  const Design design = sweep.method == SweepMethod::sobol
                            ? sobol_points(sweep.points, axes, sweep.seed)
                            : latin_hypercube(sweep.points, axes, sweep.seed);
  for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis)
    for (const std::vector<double>& point : design)
      sweep.axes[axis].values.push_back(value_at(sweep.axes[axis], point[axis]));
  return side_by_side(sweep);
}

/// "growth=0.1, spend=20"; the points of a design have too many digits and are numbered.
std::string name_of(const SweepFile& sweep, const std::vector<int>& point, std::size_t number) {
  if (is_design(sweep.method)) return fmt::format("point {}", number);
  std::string name;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const SweepAxis& axis = sweep.axes[i];
    name += fmt::format("{}{}={}", i == 0 ? "" : ", ", axis.name,
                        axis.values[static_cast<std::size_t>(point[i])].shown);
  }
  return name;
}

Scenario base_of(const SweepFile& sweep) {
  return {base_scenario, sweep.config,      sweep.set, std::vector<int>(sweep.axes.size(), -1),
          sweep.place,   sweep.config_place};
}

Scenario at_point(const SweepFile& sweep, const std::vector<int>& point, std::size_t number) {
  Scenario scenario = base_of(sweep);
  scenario.name = name_of(sweep, point, number);
  scenario.value = point;
  scenario.place = sweep.axes.front().place;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const AxisValue& value = sweep.axes[i].values[static_cast<std::size_t>(point[i])];
    scenario.set.push_back({sweep.axes[i].path, value.text, value.place});
  }
  return scenario;
}

Scenario named(const SweepFile& sweep, const NamedScenario& given) {
  Scenario scenario = base_of(sweep);
  scenario.name = given.name;
  scenario.place = given.place;
  if (!given.config.empty()) {
    scenario.config = given.config;
    scenario.config_place = given.config_place;
  }
  scenario.set.insert(scenario.set.end(), given.set.begin(), given.set.end());
  return scenario;
}

void require_names(const SweepFile& sweep, const std::vector<Scenario>& scenarios) {
  Diagnostics diagnostics;
  std::map<std::string, std::size_t> seen;
  for (const Scenario& scenario : scenarios)
    if (!seen.emplace(scenario.name, seen.size()).second)
      diagnostics.add(scenario.place, "there are two scenarios '" + shown(scenario.name) + "'",
                      "give one another name, or remove it");
  if (seen.count(sweep.reference) == 0) {
    std::vector<std::string> names;
    for (const auto& [name, number] : seen) names.push_back(name);
    diagnostics.add(sweep.reference_place,
                    "there is no scenario '" + shown(sweep.reference) + "' to be the reference",
                    suggestion(sweep.reference, names));
  }
  diagnostics.throw_if_any();
}

}  // namespace

std::vector<Scenario> list_scenarios(SweepFile& sweep) {
  const Points points = is_design(sweep.method)             ? designed(sweep)
                        : sweep.method == SweepMethod::list ? side_by_side(sweep)
                                                            : every_combination(sweep);
  if (1 + points.size() + sweep.scenarios.size() > max_scenarios)
    refuse(sweep.place, fmt::format("the sweep has more than {} scenarios", max_scenarios),
           "give fewer, or several sweeps");
  std::vector<Scenario> scenarios = {base_of(sweep)};
  for (const std::vector<int>& point : points)
    scenarios.push_back(at_point(sweep, point, scenarios.size()));
  for (const NamedScenario& given : sweep.scenarios) scenarios.push_back(named(sweep, given));
  require_names(sweep, scenarios);
  return scenarios;
}

}  // namespace racecast
