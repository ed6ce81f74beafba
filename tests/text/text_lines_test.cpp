#include "host/text/text_lines.hpp"

#include "tests/catch.hpp"

using namespace racecast;

TEST_CASE("texts are cut and filled by characters, not by bytes", "[report]") {
  CHECK(width_of("für ≥") == 5);
  CHECK(cut("für alle", 8) == "für alle");
  CHECK(cut("für alle", 4) == "für~");
  CHECK(cut("für alle", 0).empty());
  CHECK(left_cell("für", 5) == "für  ");
  CHECK(right_cell("für", 5) == "  für");
  CHECK(right_cell("für alle", 3) == "fü~");
}

TEST_CASE("lines break at spaces and are lined up", "[report]") {
  CHECK(wrapped("one two three", 8) == "one two\nthree\n");
  CHECK(wrapped("one two three", 8, 2) == "one two\n  three\n");
  CHECK(wrapped("onetwothree", 4) == "onetwothree\n");
}

TEST_CASE("what a config says cannot drive the terminal", "[report]") {
  CHECK(one_line("a\nb\tc\033[1m") == "a b c?[1m");
}

TEST_CASE("colour is for those who want it", "[report]") {
  CHECK(TextStyle{80, false}.bold("x") == "x");
  CHECK(TextStyle{80, true}.bold("x") == "\033[1mx\033[0m");
}
