#include "host/page/page.hpp"

#include <algorithm>
#include <cmath>

#include "host/error.hpp"
#include "host/result/tally.hpp"
#include "tests/catch.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

using nlohmann::json;

/// A small run of quick.toml with all that a file would hold.
Result quick_result(std::uint64_t first_draw = 0, const std::string& set = "") {
  ConfigOptions options;
  if (!set.empty())
    options.set.emplace_back(set.substr(0, set.find('=')), set.substr(set.find('=') + 1));
  const Config config = test::shipped("quick.toml", options);
  const std::unique_ptr<Engine> engine = make_cpu_engine({});
  Result result = test::result_of(*engine, config.forecast, {first_draw, 64}, 8);
  result.name = config.name;
  result.start = config.start;
  result.thresholds = config.thresholds;
  result.primary = config.forecast.primary;
  result.provenance.config_resolved = config.resolved;
  result.provenance.seed = config.forecast.seed;
  result.provenance.first_draw = first_draw;
  result.provenance.draws = 64;
  return result;
}

TEST_CASE("data cannot end the element they stand in, and stay what they are") {
  const Data data = {{"name", "</script><!-- & \xE2\x80\xA8\xE2\x80\xA9 \xE2\x80\x93 \\u003c \""}};
  const std::string text = script_json(data);
  CHECK(text.find_first_of("<>&") == std::string::npos);
  CHECK(text.find("\xE2\x80\xA8") == std::string::npos);
  CHECK(text.find("\xE2\x80\xA9") == std::string::npos);
  CHECK(text.find("\xE2\x80\x93") != std::string::npos);  // a dash is harmless
  CHECK(json::parse(text) == json_of(data));
}

TEST_CASE("a name that is no UTF-8 is shown as far as it can be") {
  const Data data = {{"name", "a\xFF<b"}};
  CHECK(json::parse(script_json(data))["name"] == "a\xEF\xBF\xBD<b");
}

TEST_CASE("a page holds the data once, or a build without it says what to install") {
  if (page_pieces().empty()) {
    CHECK_THROWS_WITH(page_html({}), Catch::Contains("install nodejs and npm, and build again"));
    return;
  }
  const std::string page = page_html({{"results", "the data are here"}});
  const std::size_t place = page.find("the data are here");
  REQUIRE(place != std::string::npos);
  CHECK(page.find("the data are here", place + 1) == std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.size() < 1'500'000);
}

TEST_CASE("counts of the page add up to those of the result") {
  const Result result = quick_result();
  const json counts = json_of(page_counts(result));
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold) {
    const std::size_t place = std::size_t(threshold);
    for (const int nation : {us, cn}) {
      const auto months = arrivals_of(result, threshold, nation);
      const double never = double(months.back()) / double(result.trajectories());
      const json& curve = counts["arrivals"][place][std::size_t(nation)];
      CHECK(curve["probability"].size() == std::size_t(result.layout.horizon + 1));
      CHECK(curve["probability"].back().get<double>() ==
            Approx(1 - never).epsilon(1e-3).margin(1e-9));
      for (std::size_t month = 0; month < curve["low"].size(); ++month) {
        CHECK(curve["low"][month] <= curve["probability"][month]);
        CHECK(curve["high"][month] >= curve["probability"][month]);
      }
    }
    const json& leads = counts["leads"][place];
    std::uint64_t both = 0;
    for (const json& count : leads["counts"]) both += count.get<std::uint64_t>();
    CHECK(both + leads["us_alone"].get<std::uint64_t>() + leads["cn_alone"].get<std::uint64_t>() +
              outcome_counts(result)[place * outcome_count + neither] ==
          result.trajectories());
  }
}

/// {year, nation, low, high} of what is drawn beside a metric.
struct Point {
  double year;
  int nation;
  double low, high;
  bool operator==(const Point&) const = default;
};

std::vector<Point> points_of(const json& metric) {
  std::vector<Point> points;
  for (const json& point : metric["evidence"])
    points.push_back({point["year"], point["nation"], point["low"], point["high"]});
  return points;
}

TEST_CASE("published figures stand beside the metric, nation and month that they are of") {
  const Result result = quick_result();
  const json metrics = json_of(page_metrics(result, test::shipped("baseline.toml")));
  const double december = 11 / 12.0;
  CHECK(points_of(metrics[metric_installed_compute]) ==
        std::vector<Point>{{2025 + december, us, 14e6, 16.5e6},
                           {2026 + december, us, 28e6, 46e6},
                           {2025 + december, cn, 0.9e6, 1.3e6},
                           {2026 + december, cn, 1.4e6, 2.6e6}});
  // The five hyperscalers are not the nation, but what China spends is its own.
  CHECK(points_of(metrics[metric_investment]) == std::vector<Point>{{2026.5, cn, 90, 145}});
  CHECK(metrics[metric_total_compute]["evidence"].empty());  // chips are counted as installed
  CHECK(metrics[metric_utilisation]["evidence"].empty());
}

TEST_CASE("what has been measured since stands in a hindcast; other accounts have no ranges") {
  const Result result = quick_result();
  const json since = json_of(page_metrics(result, test::shipped("hindcast-2023.toml")));
  std::vector<double> years;
  for (const Point& point : points_of(since[metric_training_compute]))
    if (point.nation == us) years.push_back(std::floor(point.year));
  CHECK(years == std::vector<double>{2022, 2023, 2024, 2026});
  ConfigOptions official;
  official.set.emplace_back("accounting", "official");
  const json other = json_of(page_metrics(result, test::shipped("baseline.toml", official)));
  for (const json& metric : other) CHECK(metric["evidence"].empty());
}

TEST_CASE("trajectories of a page fit its room, whatever the number of results") {
  const Result result = quick_result();
  const auto numbers = [&](std::size_t results) {
    const json samples = json_of(page_samples(result, results));
    CHECK(samples["rows"].size() <= result.samples.size());
    return samples["rows"].size() * samples["months"].size() * nation_count * metric_count *
           results;
  };
  CHECK(numbers(1) == 8 * 37 * 20);
  for (const std::size_t results : {2, 10, 40}) CHECK(numbers(results) <= 170'000);
}

TEST_CASE("a result does not differ from itself; the same draws are paired, others are not") {
  const Result first = quick_result();
  for (const json& row : json_of(page_differences(first, first))) {
    CHECK(row["change"] == 0);
    CHECK(row["low"] == 0);
    CHECK(row["high"] == 0);
    CHECK(row["paired"] == true);
  }
  const Result changed = quick_result(0, "us.power.growth=0.05");
  const Result others = quick_result(64);
  const json paired = json_of(page_differences(first, changed)),
             apart = json_of(page_differences(first, others));
  REQUIRE(paired.size() == first.thresholds.size());
  CHECK(apart[0]["paired"] == false);
  CHECK(paired[0]["paired"] == true);
  const auto width = [](const json& row) {
    return row["high"].get<double>() - row["low"].get<double>();
  };
  CHECK(width(paired[0]) < width(apart[0]));
}

TEST_CASE("numbers of charts have four digits, and what is no number is null") {
  CHECK(rounded(1.23456e30).number() == 1.235e30);
  CHECK(rounded(NAN).is_null());
  CHECK(rounded(INFINITY).is_null());
}

TEST_CASE("drivers of the page are those of the kept draws, threshold by threshold") {
  const Result result = quick_result();
  const json drivers = json_of(page_sensitivity(result));
  REQUIRE(drivers["thresholds"].size() == result.thresholds.size());
  for (const json& each : drivers["thresholds"]) {
    CHECK(each["draws"] == 64);
    CHECK_FALSE(each.contains("first_order"));
    CHECK(each["parameters"].size() <= 12);
  }
  Result old = result;
  old.provenance.model = "0.1";
  CHECK(page_sensitivity(old).is_null());
}

}  // namespace
}  // namespace racecast
