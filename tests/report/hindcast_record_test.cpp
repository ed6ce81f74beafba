#include "host/report/hindcast_record.hpp"

#include "tests/catch.hpp"

using namespace racecast;
using Catch::Matchers::ContainsSubstring;

namespace {

Result of_model(const std::string& version) {
  Result result;
  result.provenance.model = version;
  return result;
}

}  // namespace

TEST_CASE("sums of the record are those of its series", "[report]") {
  REQUIRE(hindcast_records().size() == 3);
  for (const HindcastRecord& record : hindcast_records()) {
    int series = 0, figures = 0, within = 0, compared = 0, better = 0;
    double crps = 0;
    for (const HindcastSeriesRecord& row : hindcast_series_records()) {
      CHECK(row.within_50 <= row.within_80);
      CHECK(row.within_80 <= row.within_95);
      CHECK(row.within_95 <= row.figures);
      CHECK(row.crps > 0);
      if (row.name != std::string(record.name) || row.repeats) continue;
      ++series;
      figures += row.figures;
      within += row.within_80;
      crps += row.crps;
      if (*row.naive == '\0') continue;
      ++compared;
      better += row.crps < row.naive_crps;
    }
    CAPTURE(record.name);
    CHECK(series == record.series);
    CHECK(figures == record.figures);
    CHECK(within == record.within_80);
    CHECK(compared == record.compared);
    CHECK(better == record.better);
    CHECK(crps / series == Approx(record.crps).margin(2e-3));
  }
}

TEST_CASE("a summary says how the hindcasts of its model scored", "[report]") {
  const std::string text = hindcast_paragraph(of_model(model_version));
  CHECK_THAT(text, ContainsSubstring("started before 2023-01, 2024-01 and 2025-01") &&
                       ContainsSubstring("of the naive rule"));
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    CHECK(end - at <= 100);
  const auto json = hindcast_record_json(of_model(model_version));
  REQUIRE(json.size() == 3);
  CHECK(json[0]["rows"].size() > 10);
  CHECK(json[0]["start"] == "2023-01");
}

TEST_CASE("scores of this model are not those of another", "[report]") {
  CHECK(hindcast_paragraph(of_model("0.1")).empty());
  CHECK(hindcast_record_json(of_model("0.1")).is_null());
}
