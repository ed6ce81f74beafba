// What replay writes of a trajectory is, bit for bit, what a run kept and counted of it.
#include "host/export/replay.hpp"

#include <bit>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "host/forecast/run.hpp"
#include "tests/catch.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

using namespace racecast;
using namespace racecast::test;
using nlohmann::json;

namespace {

constexpr std::size_t kept_samples = 400;

const Config& replayed_question() {
  static const Config config =
      shipped("quick.toml", {{{"run.samples", std::to_string(kept_samples)}, {"run.seed", "11"}}});
  return config;
}

const Result& replayed_answer() {
  static const Result result =
      run_forecast(replayed_question(), *make_cpu_engine(), {.first_draw = 1000});
  return result;
}

Replay replayed(std::uint64_t trajectory, ReplayColumns columns = ReplayColumns::metrics) {
  return {replayed_question(), trace(replayed_question().forecast, trajectory), columns};
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream text(line);
  for (std::string cell; std::getline(text, cell, ',');) cells.push_back(cell);
  if (!line.empty() && line.back() == ',') cells.emplace_back();
  return cells;
}

/// The columns of a CSV text by their headings.
std::map<std::string, std::vector<std::string>> columns_of_csv(const std::string& csv) {
  std::istringstream text(csv);
  std::string line;
  std::getline(text, line);
  const std::vector<std::string> headings = cells_of(line);
  std::map<std::string, std::vector<std::string>> columns;
  while (std::getline(text, line)) {
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() == headings.size());
    for (std::size_t i = 0; i < cells.size(); ++i) columns[headings[i]].push_back(cells[i]);
  }
  return columns;
}

const json& column_of(const json& replay, const std::string& group, const json& nation,
                      const std::string& name) {
  for (const json& column : replay.at("columns"))
    if (column.at("group") == group && column.at("nation") == nation && column.at("name") == name)
      return column;
  throw std::runtime_error("no column " + name);
}

bool same_bits(float a, float b) {
  return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

/// The values of the sample that differ from the texts of its replay.
int metric_differences(std::size_t sample, const std::string& csv, const json& replay) {
  const auto table = columns_of_csv(csv);
  const int months = replayed_question().forecast.horizon + 1;
  int different = 0;
  for (int nation = 0; nation < nation_count; ++nation)
    for (int metric = 0; metric < metric_count; ++metric) {
      const float* kept = replayed_answer().samples.path(sample, nation, metric, months);
      const json& column =
          column_of(replay, "metrics", nation_names[nation], metric_rows[metric].name);
      const auto& cells =
          table.at(std::string(nation_names[nation]) + '.' + metric_rows[metric].name + " (" +
                   column.at("unit").get<std::string>() + ')');
      for (int month = 0; month < months; ++month) {
        const auto at = static_cast<std::size_t>(month);
        if (!same_bits(std::strtof(cells.at(at).c_str(), nullptr), kept[month])) ++different;
        if (!same_bits(column.at("values").at(at).get<float>(), kept[month])) ++different;
      }
    }
  return different;
}

int event_differences(std::size_t sample, const json& replay) {
  const auto months = static_cast<std::size_t>(replayed_question().forecast.horizon + 1);
  int different = 0;
  for (std::size_t month = 0; month < months; ++month) {
    std::int32_t bits = 0;
    for (int bit = 0; bit < event_count; ++bit)
      if (column_of(replay, "events", nullptr, event_rows[bit].name).at("values").at(month) == 1)
        bits |= 1 << bit;
    different += bits != replayed_answer().samples.events[sample * months + month] ? 1 : 0;
  }
  return different;
}

int parameter_differences(std::size_t sample, const json& replay) {
  const Samples& kept = replayed_answer().samples;
  int different = 0;
  for (std::size_t i = 0; i < kept.parameters.size(); ++i) {
    const json& parameter = replay.at("parameters").at(i);
    const double value = parameter.at("value").get<double>() / kept.parameters[i].scale;
    if (parameter.at("path") != kept.parameters[i].path ||
        parameter.at("unit") != kept.parameters[i].unit ||
        !same_bits(static_cast<float>(value), kept.given[sample * kept.parameters.size() + i]))
      ++different;
  }
  return different;
}

int arrival_differences(std::size_t sample, const json& replay) {
  const Samples& kept = replayed_answer().samples;
  const auto thresholds = replayed_question().thresholds.size();
  int different = 0;
  for (std::size_t i = 0; i < thresholds; ++i) {
    const json& threshold = replay.at("thresholds").at(i);
    const std::size_t at = sample * thresholds + i;
    if (threshold.at("outcome") != outcome_names[kept.outcomes[at]]) ++different;
    for (std::size_t nation = 0; nation < nation_count; ++nation) {
      const json& month = threshold.at("arrival").at(nation_names[nation]).at("month");
      const int never = replayed_question().forecast.horizon + 1;
      if ((month.is_null() ? never : month.get<int>()) != kept.arrivals[2 * at + nation])
        ++different;
    }
    std::set<std::string> events;
    for (int bit = 0; bit < event_count; ++bit)
      if ((kept.patterns[at] >> bit & 1) != 0) events.insert(event_rows[bit].name);
    if (threshold.at("events").get<std::set<std::string>>() != events) ++different;
  }
  return different;
}

}  // namespace

std::string csv_of(const Replay& seen) {
  std::ostringstream text;
  write_csv(replay_table(seen), text);
  return text.str();
}

TEST_CASE("200 random samples of a run are replayed bit for bit, through CSV and JSON text",
          "[replay][bits]") {
  REQUIRE(replayed_answer().samples.size() == kept_samples);
  std::mt19937 random(7);
  int metrics = 0, events = 0, parameters = 0, arrivals = 0;
  for (int i = 0; i < 200; ++i) {
    const std::size_t sample = random() % kept_samples;
    const Replay seen = replayed(replayed_answer().samples.trajectories[sample]);
    const json text = json_of(replay_data(seen));
    metrics += metric_differences(sample, csv_of(seen), text);
    events += event_differences(sample, text);
    parameters += parameter_differences(sample, text);
    arrivals += arrival_differences(sample, text);
    if (i == 0) {  // another trajectory differs in everything but, perhaps, its events
      const std::size_t other = sample == 0 ? 1 : sample - 1;
      CHECK(metric_differences(other, csv_of(seen), text) > 0);
      CHECK(parameter_differences(other, text) > 0);
    }
  }
  CHECK(metrics == 0);
  CHECK(events == 0);
  CHECK(parameters == 0);
  CHECK(arrivals == 0);
}

TEST_CASE("the outcomes of all paths of a draw are those that the batch counted",
          "[replay][bits]") {
  const auto paths = static_cast<std::uint64_t>(replayed_question().forecast.paths_per_draw);
  for (const std::uint64_t row : {0, 1, 77, 511}) {
    std::map<std::pair<std::size_t, std::string>, std::uint32_t> ended;
    for (std::uint64_t path = 0; path < paths; ++path) {
      const json seen = json_of(replay_data(replayed((1000 + row) * paths + path)));
      CHECK(seen.at("draw") == 1000 + row);
      CHECK(seen.at("path") == path);
      for (std::size_t i = 0; i < replayed_question().thresholds.size(); ++i)
        ++ended[{i, seen.at("thresholds").at(i).at("outcome")}];
    }
    for (std::size_t i = 0; i < replayed_question().thresholds.size(); ++i)
      for (int outcome = 0; outcome < outcome_count; ++outcome)
        CHECK(ended[{i, outcome_names[outcome]}] ==
              replayed_answer().draw_outcomes.at(row, static_cast<int>(i), outcome));
  }
}

TEST_CASE("every column of a replay has a name of its own, and month 0 no random numbers",
          "[replay]") {
  const Replay seen = replayed(5, ReplayColumns::all);
  const std::string csv = csv_of(seen);
  const std::vector<std::string> headings = cells_of(csv.substr(0, csv.find('\n')));
  CHECK(std::set<std::string>(headings.begin(), headings.end()).size() == headings.size());
  CHECK(headings.size() == 2 + event_count + nation_count * metric_count + state_columns().size() +
                               number_columns().size());
  const json text = json_of(replay_data(seen));
  for (const json& column : text.at("columns"))
    CHECK(column.at("values").at(0).is_null() == (column.at("group") == "numbers"));
  CHECK(text.at("dates").at(0) == "2025-12-01");
  CHECK(text.at("dates").size() == static_cast<std::size_t>(seen.trace.months));
}

TEST_CASE("the table of a replay keeps to the width and loses no column", "[replay]") {
  const Replay seen = replayed(5, ReplayColumns::all);
  const std::string wide = text_of(replay_answer(seen), {100000, false});
  const std::string narrow = text_of(replay_answer(seen), {100, false});
  std::istringstream text(narrow.substr(narrow.find("\nmonth")));
  for (std::string line; std::getline(text, line);) CHECK(line.size() <= 100);
  const json told = json_of(replay_data(seen));
  for (const json& column : told.at("columns")) {
    const std::string name = column.at("name").get<std::string>() + " (";
    CHECK(wide.find(name) != std::string::npos);
    CHECK(narrow.find(name) != std::string::npos);
  }
  CHECK(narrow.find("Trajectory 5 of quick (draw 0, path 5)") == 0);
}
