#include "host/report/evidence_ranges.hpp"

#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"
#include "tests/catch.hpp"

using namespace racecast;

TEST_CASE("every range of evidence is about a metric, in its unit", "[report]") {
  std::size_t ranges = 0;
  for (const char* config :
       {"hindcast-2023", "hindcast-2024", "hindcast-2025", "baseline", "article-2025"})
    for (const EvidenceRange& range : evidence_ranges(config)) {
      CAPTURE(config, range.quantity, range.year);
      ++ranges;
      REQUIRE((range.metric >= 0 && range.metric < metric_count));
      CHECK((range.money >= 0) == (range.metric == metric_investment));
      CHECK((range.low > 0 && range.low < range.high));
      const std::string unit = metric_rows[range.metric].unit;
      CHECK(range.unit == (range.scale == 1e6 ? "M " : "") + (range.money < 0 ? unit : "USD_bn"));
      CHECK_FALSE(range.how.empty());
      CHECK_FALSE(range.sources.empty());
    }
  CHECK(ranges == 43);
  CHECK(evidence_ranges("quick").empty());
}

TEST_CASE("known is what stood before a hindcast began, and what the baseline expects",
          "[report]") {
  std::vector<int> years;
  for (const EvidenceRange& range : known_ranges(metric_installed_compute, cn)) {
    CHECK(range.nation == cn);
    years.push_back(range.year);
  }
  CHECK(years == std::vector{2022, 2023, 2024, 2025, 2026});
  CHECK(known_ranges(metric_investment, us).empty());  // the five are not all that a nation spends
  CHECK(known_ranges(metric_investment, cn).size() == 1);
}
