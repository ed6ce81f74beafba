#include <limits>

#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"
#include "tests/catch.hpp"

using namespace racecast;

TEST_CASE("numbers as people write them", "[config]") {
  CHECK(number_text(5) == "5");
  CHECK(number_text(0.05) == "0.05");
  CHECK(number_text(1e8) == "1e8");
  CHECK(number_text(-1e-9) == "-1e-9");
  CHECK(number_text(1234567.0) == "1234567");
  for (const double value : {0.1, 1.0 / 3, 1e300, 5e-324, 123456789.125,
                             std::numeric_limits<double>::max()}) {
    CHECK(parse_number(number_text(value)) == value);
  }
}

TEST_CASE("numbers and intervals are read whole", "[config]") {
  CHECK(parse_number("+1_000.5e1") == 10005.0);
  CHECK(parse_interval(" -1 to  2e3 ")->high == 2000.0);
  for (const char* text : {"", "1_", "_1", "1__0", "1x", "nan", "inf", "1e999", "+-1", "0x10"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
  for (const char* text : {"1", "1to2", "1 to", " to 1", "1 to 2 to 3", "a to b"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_interval(text));
  }
}

TEST_CASE("the nearest known word is suggested", "[config]") {
  CHECK(edit_distance("growth", "grwoth") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(suggestion("trajectoris", {"seed", "trajectories"}) == "did you mean 'trajectories'?");
  CHECK(suggestion("xyz", {"seed", "start"}) == "known here: seed, start");
  CHECK(suggestion("xyz", {}) == "none is known here");
}

TEST_CASE("text in messages stays on its line", "[config]") {
  CHECK(shown("a\nb\x1b[31m") == "a?b?[31m");
  CHECK(shown(std::string(200, 'x')).size() == 83);
}
