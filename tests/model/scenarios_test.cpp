// Each scenario moves what it is about, in the direction that its name says: against the baseline,
// on the same random numbers, so that the error is that of the difference.
#include <set>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/processes/quantity.hpp"

using namespace racecast;
using namespace racecast::verification;

namespace {

constexpr double enough = 6.11;  // standard errors: false alarm 1e-9
constexpr std::uint64_t scenario_draws = 192;

struct Direction {
  const char* scenario;
  Quantity quantity;
  int sign;
};

Quantity level(int nation, Metric metric, int year) { return {Kind::level, nation, metric, year}; }
constexpr Quantity lead = {Kind::lead};
constexpr Quantity us_first = {Kind::first, us};

const std::vector<Direction>& directions() {
  static const std::vector<Direction> table = {
      {"accounting-location", level(cn, metric_installed_compute, 2030), +1},
      {"accounting-location", lead, -1},
      {"accounting-official", lead, -1},
      {"accounting-official", us_first, -1},
      {"ai-bust", level(us, metric_investment, 2030), -1},
      {"ai-bust", level(cn, metric_investment, 2030), -1},
      {"ai-bust", {Kind::arrival, us}, +1},
      {"ceiling-wall", level(us, metric_investment, 2030), +1},
      {"ceiling-wall", level(cn, metric_investment, 2030), +1},
      {"domestic-chip-breakthrough", level(cn, metric_installed_compute, 2035), +1},
      {"domestic-chip-breakthrough", lead, -1},
      {"escalation-early", level(us, metric_training_compute, 2030), +1},
      {"escalation-early", level(cn, metric_investment, 2030), +1},
      {"escalation-early", level(cn, metric_installed_compute, 2030), -1},
      {"export-controls-closed", level(cn, metric_installed_compute, 2030), -1},
      {"export-controls-closed", lead, +1},
      {"export-controls-open", level(cn, metric_installed_compute, 2030), +1},
      {"export-controls-open", lead, -1},
      {"grid-stress-us", level(us, metric_used_compute, 2030), -1},
      {"grid-stress-us", level(us, metric_utilisation, 2035), -1},
      {"grid-stress-us", {Kind::arrival, us}, +1},
      {"knowledge-closed", level(cn, metric_effective_compute, 2035), -1},
      {"knowledge-closed", lead, +1},
      {"mobilisation-us", level(us, metric_training_compute, 2030), +1},
      {"mobilisation-us", lead, +1},
      {"open-source-diffusion", level(cn, metric_effective_compute, 2035), +1},
      {"open-source-diffusion", lead, -1},
      {"pooling-fails", level(cn, metric_utilisation, 2035), -1},
      {"pooling-fails", {Kind::arrival, cn}, +1},
      {"pooling-succeeds", level(cn, metric_utilisation, 2030), +1},
      {"pooling-succeeds", {Kind::arrival, cn}, -1},
      {"reserve-large", level(cn, metric_installed_compute, 2030), -1},
      {"reserve-large", level(cn, metric_total_compute, 2026), +1},
      {"reserve-none", level(cn, metric_installed_compute, 2030), +1},
      {"reserve-none", level(cn, metric_total_compute, 2026), -1},
      {"taiwan-supply-shock", level(us, metric_installed_compute, 2030), -1},
      {"taiwan-supply-shock", {Kind::arrival, us}, +1},
  };
  return table;
}

// Other starts, other horizons, and the baseline itself: no direction against the baseline.
const std::set<std::string> no_scenarios = {
    "accounting-ownership", "article-2025",  "baseline", "hindcast-2023",
    "hindcast-2024",        "hindcast-2025", "quick"};

Study study_of(const std::string& name) {
  return run_study(
      {std::string(RACECAST_SOURCE_DIR) + "/configs/" + name + ".toml", scenario_draws, 2}, {});
}

const Study& baseline() {
  static const Study study = study_of("baseline");
  return study;
}

bool moves(const Direction& row, const Study& scenario) {
  const Estimate found = change(row.quantity, baseline(), scenario);
  UNSCOPED_INFO(row.scenario << ": " << name_of(row.quantity) << " changes by "
                             << signed_text(found) << ", " << found.significance()
                             << " standard errors");
  return row.sign * found.significance() >= enough;
}

std::vector<Direction> rows_of(const std::string& scenario) {
  std::vector<Direction> rows;
  for (const Direction& row : directions())
    if (row.scenario == scenario) rows.push_back(row);
  return rows;
}

}  // namespace

TEST_CASE("every scenario moves what it is about in its direction", "[model]") {
  for (const std::string& file : test::shipped_names()) {
    const std::string name = file.substr(0, file.find(".toml"));
    if (no_scenarios.contains(name)) continue;
    INFO(name);
    const std::vector<Direction> rows = rows_of(name);
    CHECK_FALSE(rows.empty());
    const Study scenario = study_of(name);
    for (const Direction& row : rows) CHECK(moves(row, scenario));
  }
}

TEST_CASE("a scenario that does nothing, or the reverse, is noticed", "[model]") {
  for (const Direction& row : directions()) CHECK_FALSE(moves(row, baseline()));
  const Study open = study_of("export-controls-open");
  for (Direction row : rows_of("export-controls-closed")) CHECK_FALSE(moves(row, open));
}

TEST_CASE("counting by ownership is the baseline to the bit", "[model]") {
  const Config plain = test::shipped("baseline.toml");
  const Config owned = test::shipped("accounting-ownership.toml");
  const Config located = test::shipped("accounting-location.toml");
  const Range range{0, 64};
  const auto counts = test::run_cpu(plain.forecast, range);
  CHECK(test::run_cpu(owned.forecast, range) == counts);
  CHECK(test::run_cpu(located.forecast, range) != counts);
}
