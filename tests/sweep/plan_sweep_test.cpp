#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/sweep/sweeps.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

std::string complaints(const std::string& text, const ConfigOptions& options = {}) {
  try {
    plan_of(text, options);
  } catch (const ConfigError& error) {
    CHECK(error.exit_code() == 2);
    return error.what();
  }
  return {};
}

std::size_t lines_of(const std::string& text) {
  return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

std::string scenario(const std::string& set) {
  return "[[scenario]]\nname = \"other\"\n[scenario.set]\n" + set + "\n";
}

}  // namespace

TEST_CASE("every wrong setting of a sweep is told before anything runs, once and with its place",
          "[sweep]") {
  const std::string text = sweep_head() + growth_axis +
                           "[[axis]]\npath = \"us.power.growht\"\nvalues = [1]\n" +
                           "[[axis]]\npath = \"run.paths_per_draw\"\nvalues = [32, 33]\n" +
                           scenario("controls.start = \"opne\"");
  const std::string wrong = complaints(text);
  INFO(wrong);
  CHECK_THAT(wrong, ContainsSubstring("unknown key 'us.power.growht'") &&
                        ContainsSubstring("did you mean") && ContainsSubstring("opne"));
  CHECK_THAT(wrong, ContainsSubstring("sweep.toml:15:11: error: unknown"));
  CHECK(lines_of(wrong) == 3);
  CHECK(complaints(sweep_head() + growth_axis).empty());
}

TEST_CASE("a config that is not there is told at the place that names it", "[sweep]") {
  const std::string wrong =
      complaints(sweep_head() + "[[scenario]]\nname = \"x\"\nconfig = \"absent.toml\"\n");
  CHECK_THAT(wrong, ContainsSubstring("sweep.toml:11:10: error: cannot read"));
}

TEST_CASE("a scenario that cannot be paired with the reference is refused, and why", "[sweep]") {
  const std::pair<std::string, std::string> apart[] = {
      {"run.seed = 2", "seeds 1 and 2"},
      {"run.trajectories = 1024", "32 and 64 draws"},
      {"run.paths_per_draw = 32", "32 and 16 draws"},
      {"run.horizon = \"2027-11\"", "24 and 23 months"},
      {"run.start = \"2026-02\"", "starts 2026-01 and 2026-02"},
      {"threshold.installed_100m.hold_months = 3", "held for 1 months) and installed_100m"},
      {"threshold.installed_100m.direction = \"below\"", "above, held"},
      {"threshold.more = { metric = \"investment\", value = 5 }", "15 and 16 thresholds"}};
  for (const auto& [set, why] : apart) {
    CAPTURE(set);
    const std::string wrong = complaints(sweep_head() + scenario(set));
    CHECK_THAT(wrong, ContainsSubstring("cannot be compared with the reference 'base'") &&
                          ContainsSubstring(why));
    CHECK(lines_of(wrong) == 1);
  }
  CHECK(complaints(sweep_head() + scenario("threshold.installed_100m.value = 5e7")).empty());
}

TEST_CASE("what the command line sets holds in every scenario", "[sweep]") {
  const SweepPlan plan =
      plan_of(sweep_head() + growth_axis + open_controls, {{{"run.seed", "7"}}, {}});
  for (const Scenario& each : plan.scenarios) CHECK(scenario_config(each).forecast.seed == 7);
  REQUIRE(plan.checked.size() == 4);
  CHECK(plan.checked[1].axes[0].number == 0.02);
  CHECK(plan.axis_units == std::vector<std::string>{"1/yr"});
  CHECK(plan.checked[0].axes[0].text == plan.checked[3].axes[0].text);
  CHECK(plan.configs.size() == 1);
  const Config again = parse_resolved(plan.configs[0].second, "again.toml");
  CHECK(again.name == "quick");
}
