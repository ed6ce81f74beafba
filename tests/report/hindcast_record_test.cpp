#include "host/report/summary.hpp"

#include "tests/catch.hpp"
#include "tests/support/answers.hpp"

using namespace racecast;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

Result of_model(const std::string& version) {
  Result result;
  result.provenance.model = version;
  return result;
}

}  // namespace

TEST_CASE("sums of the record are those of its series", "[report]") {
  const json records = json_of(hindcast_record_data(of_model(model_version)));
  REQUIRE(records.size() == 3);
  for (const json& record : records) {
    CAPTURE(record["name"]);
    int series = 0, figures = 0, within = 0, compared = 0, better = 0;
    double crps = 0;
    for (const json& row : record["rows"]) {
      CHECK(row["within_50"] <= row["within_80"]);
      CHECK(row["within_80"] <= row["within_95"]);
      CHECK(row["within_95"] <= row["figures"]);
      CHECK(row["crps"] > 0);
      if (row["repeats"]) continue;
      ++series;
      figures += row["figures"].get<int>();
      within += row["within_80"].get<int>();
      crps += row["crps"].get<double>();
      if (row["naive"].is_null()) continue;
      ++compared;
      better += row["crps"] < row["naive_crps"];
    }
    CHECK(record["series"] == series);
    CHECK(record["figures"] == figures);
    CHECK(record["within_80"] == within);
    CHECK(record["compared_series"] == compared);
    CHECK(record["better_than_naive"] == better);
    CHECK(crps / series == Approx(record["crps"].get<double>()).margin(2e-3));
  }
}

TEST_CASE("a summary says how the hindcasts of its model scored", "[report]") {
  const std::string text = hindcast_paragraph(of_model(model_version));
  CHECK_THAT(text, ContainsSubstring("started before 2023-01, 2024-01 and 2025-01") &&
                       ContainsSubstring("of the naive rule"));
  const json records = json_of(hindcast_record_data(of_model(model_version)));
  REQUIRE(records.size() == 3);
  CHECK(records[0]["rows"].size() > 10);
  CHECK(records[0]["start"] == "2023-01");
}

TEST_CASE("scores of this model are not those of another", "[report]") {
  CHECK(hindcast_paragraph(of_model("0.1")).empty());
  CHECK(json_of(hindcast_record_data(of_model("0.1"))).is_null());
}
