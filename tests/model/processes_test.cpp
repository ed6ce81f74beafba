// Every parameter that the baseline sets moves something: one that is read from a config and used
// nowhere would look like knowledge. What each process moves, and how much, is for
// `racecast_tables processes --check`.
#include <optional>
#include <string>
#include <vector>

#include "kernels/model/forecast_tables.hpp"
#include "kernels/model/parameter_table.hpp"
#include "kernels/model/priors.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/processes/observe.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

// Enough for events that come once in a century.
constexpr std::uint64_t draws = 16;

struct Named {
  const ParameterRow* row;
  int slot;
  std::string name;
};

void add_of_nation(const ParameterRow& row, int nation, const Config& config,
                   std::vector<Named>& all) {
  const std::string key = row.key, of = nation == us ? "us." : "cn.";
  if (row.group == ParameterGroup::nation)
    all.push_back({&row, parameter_slot(row, nation), of + key});
  if (row.group != ParameterGroup::channel) return;
  for (std::size_t k = 0; k < config.channels[nation].size(); ++k)
    all.push_back({&row, parameter_slot(row, nation, static_cast<int>(k)),
                   of + "channel." + config.channels[nation][k] + '.' + key});
}

/// All parameters of the model; the values of thresholds ask and do not move.
std::vector<Named> parameters_of(const Config& config) {
  std::vector<Named> all;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group == ParameterGroup::world) all.push_back({&row, parameter_slot(row), row.key});
    for (int nation = 0; nation < nation_count; ++nation) add_of_nation(row, nation, config, all);
    if (row.group != ParameterGroup::programme) continue;
    for (std::size_t i = 0; i < config.programmes.size(); ++i)
      all.push_back({&row, parameter_slot(row, 0, static_cast<int>(i)),
                     "programme." + config.programmes[i] + '.' + row.key});
  }
  return all;
}

/// The forecast with one parameter fixed at another value within its bounds; none where the value
/// is that without the key.
std::optional<OwnForecast> elsewhere(const Config& config, const Named& parameter) {
  OwnForecast own(config.forecast);
  float& value = own.tables.fixed[static_cast<std::size_t>(parameter.slot)];
  for (Prior& prior : own.tables.priors) {
    if (prior.slot != parameter.slot) continue;
    value = quantile(own.forecast, prior, 0.7f);
    prior = own.tables.priors.back();
    --own.forecast.prior_count;
    return own;
  }
  if (value == static_cast<float>(parameter.row->absent)) return {};
  const bool low = static_cast<double>(value) < 0.5 * (parameter.row->low + parameter.row->high);
  value = low ? 1.1f * value + 0.01f : 0.9f * value;
  return own;
}

bool same(const verification::Observation& a, const verification::Observation& b) {
  for (int nation = 0; nation < nation_count; ++nation)
    for (int metric = 0; metric < metric_count; ++metric)
      if (!a.same_bits(b, nation, metric)) return false;
  return true;
}

using Names = std::vector<std::string>;

/// The parameters that are set and move no bit of any metric in any month.
Names dead(const ConfigOptions& options) {
  const Config config = shipped("baseline.toml", options);
  const verification::Observation as_it_is = verification::observe(config.forecast, {}, draws, 2);
  Names names;
  for (const Named& parameter : parameters_of(config)) {
    const std::optional<OwnForecast> other = elsewhere(config, parameter);
    if (other && same(as_it_is, verification::observe(other->forecast, {}, draws, 2)))
      names.push_back(parameter.name);
  }
  return names;
}

}  // namespace

TEST_CASE("every parameter that the baseline sets moves something", "[model]") {
  // The baseline counts in one way only, and has no programme that builds power: these are the
  // proof that a dead parameter is seen.
  CHECK(dead({}) == Names{"us.power.cost", "cn.power.cost", "us.power.money_lag",
                          "cn.power.money_lag", "us.counting.location", "cn.counting.location",
                          "cn.counting.official"});
}

TEST_CASE("what the baseline has no use for moves something where it has", "[model]") {
  const std::string programme =
      "destination = \"power\", first = \"2026-01\", last = \"2030-12\", total = 100 }";
  ConfigOptions options;
  options.set = {{"programme.dam", "{ nation = \"cn\", " + programme},
                 {"programme.turbines", "{ nation = \"us\", " + programme},
                 {"accounting", "location"}};
  CHECK(dead(options) == Names{"cn.counting.official"});
  options.set.back().second = "official";
  CHECK(dead(options) == Names{"us.counting.location", "cn.counting.location"});
}
