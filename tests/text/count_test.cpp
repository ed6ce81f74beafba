#include "host/text/count.hpp"

#include "host/error.hpp"
#include "tests/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::parse_count;
using racecast::parse_real;
using racecast::short_count;
using racecast::short_duration;

namespace {

std::uint64_t parsed(const std::string& text) {
  return parse_count(text, "--trajectories", 0, UINT64_MAX);
}

}  // namespace

TEST_CASE("counts are read in every way that people type them", "[text]") {
  CHECK(parsed("1000000") == 1000000);
  CHECK(parsed("1_000_000") == 1000000);
  CHECK(parsed("1e6") == 1000000);
  CHECK(parsed("1M") == 1000000);
  CHECK(parsed("2.5k") == 2500);
  CHECK(parsed("2.3K") == 2300);
  CHECK(parsed("0.1M") == 100000);
  CHECK(parsed("4G") == 4000000000);
  CHECK(parsed("0") == 0);
  CHECK(parsed("18446744073709551615") == UINT64_MAX);
}

TEST_CASE("what is not a whole number is refused", "[text]") {
  const std::string text = GENERATE("", "M", "k1", "1.5", "1e-3", "-1", "+1", "1 000", "1__0", "_1",
                                    "1_", "1e6x", "nan", "inf", "0x10", "1e400", "1.0005k", "1.000",
                                    "1_000.0", "99999999.5", "18446744073709551616");
  INFO(text);
  CHECK_THROWS_AS(parsed(text), racecast::Error);
}

TEST_CASE("counts outside their range are refused", "[text]") {
  CHECK(parse_count("8", "--seed", 8, 9) == 8);
  CHECK_THROWS_AS(parse_count("7", "--seed", 8, 9), racecast::Error);
  CHECK_THROWS_AS(parse_count("10", "--seed", 8, 9), racecast::Error);
}

TEST_CASE("a point in a count is told of", "[text]") {
  CHECK_THROWS_WITH(parsed("1.000"), ContainsSubstring("a point begins a fraction"));
}

TEST_CASE("numbers are finite, decimal and within their bounds", "[text]") {
  CHECK(parse_real("0.05", "--until-ci", 0, 1) == 0.05);
  CHECK(parse_real("5e-2", "--until-ci", 0, 1) == 0.05);
  const std::string text =
      GENERATE("", "nan", "inf", "-inf", "1e999", "0x1p-3", "+0.5", "0,5", "0.5 ", "1.1", "-0.1");
  INFO(text);
  CHECK_THROWS_AS(parse_real(text, "--until-ci", 0, 1), racecast::Error);
}

TEST_CASE("counts and durations are written short", "[text]") {
  CHECK(short_count(0) == "0");
  CHECK(short_count(950) == "950");
  CHECK(short_count(999.7) == "1.00k");
  CHECK(short_count(48.24e6) == "48.2M");
  CHECK(short_count(999.6e6) == "1.00G");
  CHECK(short_count(123e9) == "123G");
  CHECK(short_duration(0.2) == "1 s");
  CHECK(short_duration(59.5) == "1 min 00 s");
  CHECK(short_duration(200) == "3 min 20 s");
  CHECK(short_duration(7500) == "2 h 05 min");
}
