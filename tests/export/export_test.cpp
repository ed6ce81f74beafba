// Exported tables are read back and hold what the result holds.
#include "host/export/export.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "host/error.hpp"
#include "host/forecast/run.hpp"
#include "host/report/summary.hpp"
#include "host/result/count_tables.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/real_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;
using nlohmann::json;

namespace {

using Table = std::vector<std::map<std::string, std::string>>;

/// RFC 4180, by a reader that shares nothing with the writer.
std::vector<std::vector<std::string>> fields_of(const std::string& csv) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool inside = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    std::string& field = lines.back().back();
    if (csv[i] == '"' && inside && i + 1 < csv.size() && csv[i + 1] == '"') {
      field += csv[++i];
    } else if (csv[i] == '"') {
      inside = !inside;
    } else if (csv[i] == ',' && !inside) {
      lines.back().emplace_back();
    } else if (csv[i] == '\n' && !inside) {
      lines.emplace_back(1);
    } else {
      field += csv[i];
    }
  }
  lines.pop_back();  // what stands after the last line end: nothing
  return lines;
}

Table rows_of(const std::string& csv) {
  const auto lines = fields_of(csv);
  Table rows;
  for (std::size_t line = 1; line < lines.size(); ++line) {
    REQUIRE(lines[line].size() == lines[0].size());
    rows.emplace_back();
    for (std::size_t i = 0; i < lines[0].size(); ++i) rows.back()[lines[0][i]] = lines[line][i];
    REQUIRE(rows.back().size() == lines[0].size());  // no column twice
  }
  return rows;
}

const Config& question() {
  static const Config config =
      shipped("quick.toml", {{{"run.samples", "3"}, {"run.trajectories", "1024"}}});
  return config;
}

const Result& answer() {
  static const Result result = run_forecast(question(), *make_cpu_engine(), {});
  return result;
}

ExportTable table_of(const std::string& name, const Result& result = answer()) {
  return entry_named(export_entries(result, [] { return question(); }), name).make();
}

std::string csv_of(const ExportTable& table) {
  std::ostringstream text;
  write_csv(table, text);
  return text.str();
}

json json_of(const ExportTable& table) {
  std::ostringstream text;
  write_json(table, text);
  return json::parse(text.str());
}

}  // namespace

TEST_CASE("every exported table reads back, and its CSV and JSON are the same rows", "[export]") {
  for (const ExportEntry& entry : export_entries(answer(), [] { return question(); })) {
    CAPTURE(entry.name);
    if (entry.name == "joint_count" || entry.name == "arrival_batch_count") continue;  // large
    const ExportTable table = entry.make();
    const Table rows = rows_of(csv_of(table));
    const json same = json_of(table);
    CHECK(same.at("table") == entry.name);
    CHECK(same.at("units").size() == table.columns.size());
    REQUIRE(same.at("rows").size() == rows.size());
    REQUIRE_FALSE(rows.empty());
    int different = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const auto& [name, field] : rows[i]) {
        const json& value = same.at("rows").at(i).at(name);
        const std::string text = value.is_null()     ? ""
                                 : value.is_string() ? value.get<std::string>()
                                                     : value.dump();
        if (text != field && !(value.is_number() && std::stod(field) == value.get<double>()))
          ++different;
      }
    CHECK(different == 0);
  }
}

TEST_CASE("exported counts are the result's, cell by cell", "[export]") {
  for (const CountTable& table : count_tables()) {
    CAPTURE(table.name);
    const Table rows = rows_of(csv_of(table_of(table.name)));
    std::vector<std::uint64_t> derived;
    const auto values = values_of(table, answer(), derived);
    REQUIRE(rows.size() == values.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (std::stoull(rows[i].at(table.name)) != values[i]) ++different;
    CHECK(different == 0);
  }
  std::map<std::string, std::uint64_t> arrivals;  // by coordinates, not by place
  for (const auto& row : rows_of(csv_of(table_of("joint_count")))) {
    CHECK(row.at("us_date").empty() == (row.at("us_month") == "-1"));
    arrivals[row.at("threshold") + row.at("us_month")] += std::stoull(row.at("joint_count"));
  }
  for (const auto& row : rows_of(csv_of(table_of("arrival_count"))))
    if (row.at("nation") == "us")
      CHECK(arrivals.at(row.at("threshold") + row.at("month")) ==
            std::stoull(row.at("arrival_count")));
}

TEST_CASE("dates stand beside months, and names beside event patterns", "[export]") {
  const Table rows = rows_of(csv_of(table_of("arrival_count")));
  CHECK(rows[0].at("date") == "2025-12-01");
  CHECK(rows[13].at("month") == "13");
  CHECK(rows[13].at("date") == "2027-01-01");
  const Table events = rows_of(csv_of(table_of("event_outcome_count")));
  CHECK(events[0].at("events").empty());
  CHECK(events[3 * outcome_count].at("event_pattern") == "3");
  CHECK(events[3 * outcome_count].at("events") == "bust_us bust_cn");
}

TEST_CASE("exported fans, samples and draws are those of the result", "[export]") {
  const Table fan = rows_of(csv_of(table_of("fan")));
  const std::vector<double> quantiles =
      fan_quantiles(answer().fan, question().forecast.horizon + 1);
  REQUIRE(fan.size() == quantiles.size());
  for (const std::size_t i : {std::size_t{0}, fan.size() / 2, fan.size() - 1})
    CHECK(std::stod(fan[i].at("value")) == quantiles[i]);

  const int months = question().forecast.horizon + 1;
  const Table samples = rows_of(csv_of(table_of("samples")));
  REQUIRE(samples.size() == static_cast<std::size_t>(3 * nation_count * months));
  const auto& last = samples.back();
  CHECK(last.at("trajectory") == std::to_string(answer().samples.trajectories[2]));
  CHECK(std::stof(last.at("training_compute")) ==
        answer().samples.path(2, cn, metric_training_compute, months)[months - 1]);

  const json draws = json_of(table_of("draws"));
  const Samples& kept = answer().samples;
  REQUIRE(draws.at("rows").size() == answer().draws());
  for (std::size_t draw = 0; draw < 3; ++draw)
    for (std::size_t i = 0; i < kept.parameters.size(); ++i)
      CHECK(draws.at("rows").at(draw).at(kept.parameters[i].path) ==
            kept.given[draw * kept.parameters.size() + i] * kept.parameters[i].scale);
  std::uint64_t wins = 0;
  const std::string name = answer().thresholds[0].name + ".us_first";
  for (const json& row : draws.at("rows")) wins += row.at(name).get<std::uint64_t>();
  CHECK(wins == outcome_counts(answer())[us_first]);
}

TEST_CASE("exported parameters and summary say what explain and summary say", "[export]") {
  const Table parameters = rows_of(csv_of(table_of("parameters")));
  std::size_t priors = 0;
  for (const auto& row : parameters) {
    CHECK(std::stod(row.at("p5")) <= std::stod(row.at("p50")));
    CHECK(std::stod(row.at("p50")) <= std::stod(row.at("p95")));
    if (row.at("kind") == "prior") ++priors;
  }
  CHECK(priors == answer().samples.parameters.size());
  const Table rows = rows_of(csv_of(table_of("summary")));
  const std::vector<ThresholdSummary> summary = summarise(answer());
  REQUIRE(rows.size() == summary.size());
  CHECK(std::stod(rows[0].at("us_first")) == summary[0].outcome[us_first].estimate);
  CHECK(std::stod(rows[0].at("neither_high")) == summary[0].outcome[neither].high);
}

TEST_CASE("a name with commas, quotes and line ends survives CSV and JSON", "[export]") {
  Result result = synthetic::random_result();
  const std::string odd = "a,\"b\"\nc ü";
  result.thresholds[0].name = odd;
  const ExportTable table = table_of("outcome_count", result);
  CHECK(rows_of(csv_of(table))[0].at("threshold") == odd);
  CHECK(json_of(table).at("rows").at(0).at("threshold") == odd);
}

TEST_CASE("an unknown table is told with what may be meant, and draws of another model are refused",
          "[export]") {
  try {
    table_of("outcome_cuont");
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_THAT(error.what(), ContainsSubstring("did you mean 'outcome_count'?"));
  }
  Result other = answer();
  other.provenance.model = "0.1";
  CHECK_THROWS_AS(table_of("draws", other), Error);
}
