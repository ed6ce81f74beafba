#include "host/command_line/progress.hpp"

#include <array>

#include "kernels/engine/counts.hpp"
#include "tests/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using racecast::Progress;
using racecast::progress_line;
using racecast::ProgressSubject;

TEST_CASE("a line of progress shows share, rate, time left and the answer so far",
          "[command_line]") {
  const ProgressSubject subject = {32, 240, 1, "frontier"};
  const std::array<std::uint64_t, 8> outcomes = {1, 1, 1, 1, 6000, 3000, 500, 500};
  const Progress progress = {250, 1000, 10.0, outcomes};
  const std::string line = progress_line(subject, progress);
  CHECK(line.find("(frontier)") < 80);  // the answer fits a narrow terminal
  CHECK_THAT(line, ContainsSubstring(" 25 %") && ContainsSubstring("8.00k/32.0k"));
  CHECK_THAT(line, ContainsSubstring("192k path-months/s") && ContainsSubstring("30 s left"));
  CHECK_THAT(line, ContainsSubstring("US first 0.600, China 0.300 (frontier)"));
  const Progress sequential = {250, 1000, 10.0, outcomes, "half width 0.02 after 4 blocks"};
  CHECK_THAT(progress_line(subject, sequential), ContainsSubstring("half width 0.02 after 4"));
}

TEST_CASE("before the first trajectory there is neither a rate nor an answer", "[command_line]") {
  const std::array<std::uint64_t, 4> outcomes{};
  const std::string line =
      progress_line({32, 240, 0, "frontier"}, Progress{0, 1000, 0.1, outcomes});
  CHECK_THAT(line, ContainsSubstring("  0 %") && !ContainsSubstring("path-months") &&
                       !ContainsSubstring("first"));
}

TEST_CASE("the style of progress follows the option", "[command_line]") {
  CHECK(racecast::progress_style("none") == racecast::ProgressStyle::none);
  CHECK(racecast::progress_style("plain") == racecast::ProgressStyle::plain);
  CHECK(racecast::progress_style("auto") != racecast::ProgressStyle::none);
}
