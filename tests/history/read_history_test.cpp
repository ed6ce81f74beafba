#include "host/history/history.hpp"

#include <cmath>

#include "host/history/data_file.hpp"
#include "tests/catch.hpp"
#include "tests/history/files.hpp"

using namespace racecast;
using namespace racecast::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string shipped = std::string(RACECAST_SOURCE_DIR) + "/configs/history/history.csv";
const std::string spending = series_text(
    "s", "measures = \"spending\"\nnation = \"us\"\nchannels = [\"a\"]\nunit = \"USD bn\"\n");
const std::string dollars = "[dollars]\n2025 = 0.5\n2026 = 2\n2027 = 1\n";

Config shipped_config(const std::string& name) {
  return load_config(std::string(RACECAST_SOURCE_DIR) + "/configs/" + name + ".toml");
}

const Observation& seen_of(const ObservedHistory& read, const std::string& series, YearMonth date) {
  for (const Observation& each : read.history.observations)
    if (read.history.series[each.series].name == series && each.date == date) return each;
  throw std::runtime_error("no observation of " + series);
}

}  // namespace

TEST_CASE("dates of figures", "[history]") {
  CHECK(parse_period("2023") == Period{{2023, 12}, 12});
  CHECK(parse_period("2023", 6) == Period{{2023, 6}, 12});
  CHECK(parse_period("2023Q4") == Period{{2023, 12}, 3});
  CHECK(parse_period("2023-07") == Period{{2023, 7}, 1});
  for (const char* wrong : {"", "23", "2023-13", "2023Q5", "2023Q0", "2023q1", "20233", "1-2-2023",
                            "2023Q44", "-023", "1899", "3000", "+023", "2023-"})
    CHECK_FALSE(parse_period(wrong));
}

TEST_CASE("mistakes of a file of figures are placed, and say what to do", "[history]") {
  const auto [data, message] = GENERATE(table<std::string, std::string>({
      {"", "it is empty"},
      {"series,nation,dat,value,unit\n",
       "data.csv:1:15: error: unknown column 'dat' (did you mean "
       "'date'?)"},
      {"series,nation,date,value,unit,unit\n", "column 'unit' stands there twice"},
      {"series,nation,value,unit\n", "column 'date' is missing"},
      {csv_header + "b,us,2026,1,H100e\n", "data.csv:2:1: error: unknown series 'b'"},
      {csv_header + "ls,us,2026,1,H100e\n", "did you mean 'l'?"},
      {csv_header + "l,cn,2026,1,H100e\n",
       "data.csv:2:3: error: nation 'cn' is not that of l (write "
       "us)"},
      {csv_header + "l,us,2026,1,GW\n", "unit 'GW' is not that of l (write H100e)"},
      {csv_header + "l,us,May,1,H100e\n", "data.csv:2:6: error: 'May' is no date"},
      {csv_header + "l,us,2026,0,H100e\n", "data.csv:2:11: error: '0' is no figure above 0"},
      {csv_header + "l,us,2026,-1,H100e\n", "'-1' is no figure above 0"},
      {csv_header + "l,us,2026,1e61,H100e\n", "is no figure above 0"},
      {csv_header + "l,us,2026,1e999,H100e\n", "is no figure above 0"},
      {csv_header + "l,us,2026,nan,H100e\n", "'nan' is no figure above 0"},
      {csv_header + "l,us,2026\n", "'' is no figure above 0"},
      {csv_header + "l,us,2026,1,H100e\nl,us,2026-12,2,H100e\n",
       "data.csv:3:6: error: l has two figures of 2026-12"},
      {csv_header + "s,us,2026,1,USD bn\ns,us,2027Q1,2,USD bn\n", "side by side"},
      {csv_header + "s,us,2024,1,USD bn\n", "there are no dollars of 2024"},
      {"series,nation,date,value,unit\nl,us,2026,1,H100e,a\n",
       "a row of 6 cells under a header of 5"},
      {"series,nation,date,value,unit,uncertainty\nl,us,2026,1,H100e,0\n", "uncertainty '0'"},
      {"series,nation,date,value,unit,uncertainty\nl,us,2026,1,H100e,x\n", "uncertainty 'x'"},
      {csv_header + "\"l,us", "a quote is never closed"},
      {csv_header + "l\xC0,us,2026,1,H100e\n", "not text in UTF-8"},
      {std::string("\x89HDF\r\n\x1a\n", 8), "not text in UTF-8"},
      {std::string(2 << 20, 'a'), "larger than 1 MiB"},
      {csv_header + std::string(20'003, '\n'), ""},
  }));
  CAPTURE(data.substr(0, 80));
  const std::string found = wrong_texts(data, dollars + level_text("l") + spending);
  CHECK_THAT(found, ContainsSubstring(message));
  CHECK(found.empty() == message.empty());
}

TEST_CASE("more rows than a person writes are refused", "[history]") {
  std::string data = csv_header;
  for (int i = 0; i < 10'001; ++i) data += "l,us,2026,1,H100e\n";
  CHECK_THAT(wrong_texts(data, level_text("l")), ContainsSubstring("more than 10000 rows"));
}

TEST_CASE("all mistakes are told at once", "[history]") {
  const std::string found =
      wrong_texts(csv_header + "x,us,2026,1,H100e\nl,us,never,-2,H100e\n", level_text("l"));
  CHECK_THAT(found, ContainsSubstring("unknown series") && ContainsSubstring("'never'") &&
                        ContainsSubstring("'-2'"));
}

TEST_CASE("a file that is not there is named", "[history]") {
  CHECK_THROWS_WITH(read_history("nowhere/data.csv", "", two_years()),
                    ContainsSubstring("nowhere/series.toml"));
  CHECK_THROWS_WITH(
      read_history("nowhere.csv", shipped.substr(0, shipped.rfind('/')) + "/series.toml",
                   two_years()),
      ContainsSubstring("'nowhere.csv'"));
}

TEST_CASE("levels, spending and counts become observations of the forecast's months", "[history]") {
  const Config config = two_years();
  const std::string count = series_text(
      "c", "measures = \"imports\"\nnation = \"cn\"\nunit = \"H100e\"\ncoverage = 0.5\n");
  const auto read = read_texts(csv_header +
                                   "l,us,2025,5,H100e\nl,us,2026-06,10,H100e\nl,us,2029,40,H100e\n"
                                   "c,cn,2025-12,30,H100e\nc,cn,2026Q1,40,H100e\n"
                                   "s,us,2025,8,USD bn\ns,us,2026,3,USD bn\ns,us,2027,5,USD bn\n",
                               dollars + level_text("l") + count + spending, config);
  REQUIRE(read.history.series.size() == 3);
  REQUIRE(read.history.observations.size() == 4);
  CHECK(read.notices.empty());
  const Observation& level = seen_of(read, "l", {2026, 6});
  CHECK(level.month == 6);
  CHECK(level.observable ==
        Observable{Observable::Kind::level, 0, metric_installed_compute, 0, 0, 6});
  CHECK(level.log_value == Approx(std::log(10)));
  CHECK(level.error == Approx(0.1));
  const Observation& bought = seen_of(read, "c", {2026, 3});
  CHECK(bought.observable == Observable{Observable::Kind::imports, 1, 0, 0, 0, 3});
  CHECK(bought.known == Approx(60));  // counted 30 at a coverage of one half
  CHECK(bought.log_value == Approx(std::log(40)));
  const Observation& spent = seen_of(read, "s", {2027, 12});
  CHECK(spent.observable == Observable{Observable::Kind::spending, 0, 0, 1, 12, 24});
  CHECK(seen_of(read, "s", {2026, 12}).log_value == Approx(std::log(3 * 2)));
  REQUIRE(read.past.size() == 3);
  CHECK(read.past[0].size() == 1);
  CHECK(read.past[0][0].log_value == Approx(std::log(5)));
  CHECK(read.past[2][0].month == 0);
  CHECK(read.past[2][0].log_value == Approx(std::log(8 * 0.5)));
}

TEST_CASE("growth is compared since the start", "[history]") {
  const auto read = read_texts(
      "series,nation,date,value,unit,uncertainty\nl,us,2024,5,H100e,\nl,us,2025,10,H100e,0.2\n"
      "l,us,2026,40,H100e,\n",
      level_text("l", "from_start = true\n"), two_years());
  const Observation& seen = read.history.observations.at(0);
  CHECK(seen.log_value == Approx(std::log(4)));
  REQUIRE(seen.base);
  CHECK(seen.base->last_month == 0);
  CHECK(seen.error == Approx(std::hypot(0.1, std::sqrt(std::log1p(0.04)))));
  CHECK(read.past[0][0].log_value == Approx(std::log(0.5)));
  CHECK(read.past[0][1].log_value == 0);
}

TEST_CASE("a record stays where no larger figure is known", "[history]") {
  const auto read = read_texts(csv_header +
                                   "l,us,2023,8,H100e\nl,us,2026,6,H100e\n"
                                   "l,us,2027,9,H100e\n",
                               level_text("l", "record = true\n"), two_years());
  CHECK(seen_of(read, "l", {2026, 12}).log_value == Approx(std::log(8)));
  CHECK(seen_of(read, "l", {2027, 12}).log_value == Approx(std::log(9)));
  REQUIRE(read.past[0].size() == 3);
  CHECK(read.past[0][2].month == 0);
  CHECK(read.past[0][2].log_value == Approx(std::log(8)));
}

TEST_CASE("what cannot be compared is left out with a notice", "[history]") {
  const std::string other =
      series_text("o",
                  "measures = \"spending\"\nnation = \"us\"\nchannels = [\"b\"]\nunit = "
                  "\"USD_bn\"\n");
  const std::string fiscal =
      series_text("f",
                  "measures = \"spending\"\nnation = \"us\"\nchannels = [\"a\"]\nunit = "
                  "\"USD_bn\"\nyear_ends = 6\nrepeats = \"l\"\n");
  const auto read = read_texts(
      csv_header +
          "l,us,2026,5,H100e\no,us,2026,5,USD_bn\nf,us,2026,5,USD_bn\nf,us,2027,5,USD_bn\n",
      level_text("l", "from_start = true\n") + other + fiscal, two_years());
  REQUIRE(read.history.series.size() == 1);
  CHECK(read.history.observations.at(0).observable.first_month == 6);
  CHECK_FALSE(read.history.series[0].repeats);  // the other is left out
  REQUIRE(read.notices.size() == 3);
  CHECK_THAT(read.notices[0], ContainsSubstring("no figure of 2025-12"));
  CHECK_THAT(read.notices[1], ContainsSubstring("no channel 'b'"));
  CHECK_THAT(read.notices[2], ContainsSubstring("f: a figure is left out that began before"));
}

TEST_CASE("the shipped history fits every hindcast", "[history]") {
  for (const int year : {2023, 2024, 2025}) {
    const Config config = shipped_config("hindcast-" + std::to_string(year));
    const auto read = read_history(shipped, "", config);
    CAPTURE(year);
    CHECK(read.history.series.size() >= 9);
    for (const Observation& seen : read.history.observations) {
      CHECK(seen.month >= 1);
      CHECK(seen.date.year >= year);
      CHECK(std::isfinite(seen.log_value));
    }
    for (const auto& past : read.past)
      for (const PastFigure& figure : past) CHECK(figure.month <= 0);
    CHECK(read_history(shipped, "", config, YearMonth{year, 12}).history.observations.size() <=
          read.history.observations.size());
    // Its observables are the forecast's.
    const auto rows = observe_paths(config.forecast, {0, 1}, read.history.observables());
    CHECK(rows.observables == read.history.observables().size());
  }
}

TEST_CASE("the model's counts start where history's do", "[history]") {
  const Config config = shipped_config("hindcast-2025");
  const auto read = read_history(shipped, "", config);
  CHECK(seen_of(read, "h100e_world", {2025, 12}).known == Approx(6531926));
  CHECK(seen_of(read, "h100e_world", {2025, 12}).log_value == Approx(std::log(19737835.0)));
  CHECK(seen_of(read, "capex_us_five", {2025, 12}).log_value == Approx(std::log(378.7 * 0.965)));
}
