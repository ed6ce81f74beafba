#include "host/history/data_file.hpp"

#include <cmath>

#include "host/keys/keys.hpp"
#include "tests/catch.hpp"
#include "tests/history/files.hpp"

using namespace racecast;
using namespace racecast::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("mistakes of a file of series are placed, and say what to do", "[history]") {
  const auto [series, message] = GENERATE(table<std::string, std::string>({
      {level_text("a", "metrc = 1\n"),
       "series.toml:9:1: error: unknown key 'series.a.metrc' (did "
       "you mean 'metric'?)"},
      {"[sries.a]\n", "unknown key 'sries' (did you mean 'series'?)"},
      {series_text("a", "measures = \"lvel\"\n"), "did you mean 'level'?"},
      {series_text("a", "measures = \"level\"\nunit = \"H100e\"\n"),
       "'series.a.metric' is missing"},
      {series_text("a", "measures = \"imports\"\nunit = \"H100e\"\n"),
       "'series.a.nation' is missing"},
      {series_text("a", "measures = \"spending\"\nnation = \"us\"\nunit = \"USD bn\"\n"),
       "'series.a.channels' is missing"},
      {series_text("a", "measures = \"world_supply\"\nnation = \"us\"\nunit = \"H100e\"\n"),
       "'series.a.nation' does not belong"},
      {series_text("a", "measures = \"world_supply\"\nunit = \"H100e\"\nrecord = true\n"),
       "'series.a.record' is of levels alone"},
      {level_text("a", "channels = [\"a\"]\n"), "'series.a.channels' does not belong"},
      {level_text("a", "channels = []\n"), "'series.a.channels' is empty"},
      {level_text("a", "channels = 3\n"), "not a list of texts"},
      {level_text("a", "coverage = 0\n"), "'series.a.coverage' is 0"},
      {level_text("a", "coverage = nan\n"), "not a finite number"},
      {level_text("a", "coverage_error = -1\n"), "out of bounds (0 to 3)"},
      {level_text("a", "from_start = true\ncoverage = 2\n"), "has no effect on growth"},
      {level_text("a", "repeats = \"a\"\n"), "which is no other series"},
      {level_text("a", "repeats = \"bb\"\n") + level_text("bb", "repeats = \"a\"\n"),
       "which repeats another itself"},
      {level_text("a", "repeats = \"bc\"\n") + level_text("bb"), "did you mean 'bb'?"},
      {series_text("a",
                   "measures = \"level\"\nnation = \"us\"\nmetric = \"ai_power\"\nunit = "
                   "\"H100e\"\n"),
       "'H100e', no unit of it (known here: GW)"},
      {"[dollars]\n22 = 1\n", "'dollars.22' is no year"},
      {"[dollars]\n2022 = 0\n", "'dollars.2022' is not from 0.01 to 100"},
      {"dollars = 1\n", "'dollars' is an integer, not a table"},
      {"[", "series.toml:1:1: error: '[' at the end"},
  }));
  CAPTURE(series);
  const std::string found = wrong_texts(csv_header, series);
  CHECK_THAT(found, ContainsSubstring(message));
}

TEST_CASE("the parser knows every row of a file of series and refuses what is no value of it",
          "[history]") {
  for (const KeyRow* row : key_rows()) {
    std::string text;
    if (row->table == KeyTable::series) text = "[series.a]\n";
    if (text.empty() && row->table != KeyTable::history) continue;
    CAPTURE(row->name);
    const std::string wrong = wrong_texts(csv_header, text + row->name + " = 1999-12-31\n");
    CHECK_THAT(wrong, !ContainsSubstring("unknown key"));
    CHECK_THAT(wrong, ContainsSubstring("a date"));
    CHECK_THAT(wrong_texts(csv_header, text + row->name + "x = 1999-12-31\n"),
               ContainsSubstring("unknown key"));
  }
}

TEST_CASE("units become the model's", "[history]") {
  std::vector<std::string> known;
  CHECK(unit_factor("GW", "GW", known).factor == 1);
  CHECK(unit_factor("EFLOPS FP16", "H100e", known).factor == Approx(1e18 / 989e12).epsilon(1e-6));
  CHECK(unit_factor("USD bn", "USD_bn", known).nominal);
  CHECK_FALSE(unit_factor("USD_bn", "USD_bn", known).nominal);
  CHECK(unit_factor("TWh", "USD_bn", known).factor == 0);
  CHECK(known == std::vector<std::string>{"USD_bn", "USD bn"});
}
