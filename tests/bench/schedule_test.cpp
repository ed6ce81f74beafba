// What a bench measures within its budget, with engines of known speed.
#include "host/bench/schedule.hpp"

#include "tests/catch.hpp"

namespace racecast {
namespace {

/// Does a hundred draws a second, and keeps what it was asked.
struct Clockwork {
  std::vector<std::uint64_t> asked;
  double total = 0;

  TimeDraws function() {
    return [this](std::uint64_t draws) {
      asked.push_back(draws);
      total += static_cast<double>(draws) / 100;
      return static_cast<double>(draws) / 100;
    };
  }
};

std::vector<std::uint64_t> draws_of(const MeasuredSizes& sizes) {
  std::vector<std::uint64_t> draws;
  for (const SizeTimes& size : sizes.measured) draws.push_back(size.draws);
  return draws;
}

using Sizes = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("the spread of repeats is their median and extremes", "[bench]") {
  const Spread odd = spread_of({3, 1, 2});
  CHECK((odd.median == 2 && odd.low == 1 && odd.high == 3 && odd.repeats == 3));
  CHECK(spread_of({4, 1, 2, 3}).median == 2.5);
  const Spread one = spread_of({7});
  CHECK((one.median == 7 && one.low == 7 && one.high == 7 && one.repeats == 1));
}

TEST_CASE("sizes are repeated in rounds over all of them", "[bench]") {
  Clockwork clock;
  const MeasuredSizes sizes = time_sizes({10, 100}, 100, clock.function());
  CHECK(draws_of(sizes) == Sizes{10, 100});
  CHECK(sizes.left_out.empty());
  CHECK(sizes.measured[0].seconds.size() == most_repeats);
  CHECK(sizes.measured[1].seconds.size() == most_repeats);
  CHECK(Sizes(clock.asked.begin(), clock.asked.begin() + 4) == Sizes{10, 100, 10, 100});
}

TEST_CASE("a size is left out where its repeats do not fit into the budget", "[bench]") {
  Clockwork clock;
  const MeasuredSizes sizes = time_sizes({10, 100, 1000}, 10, clock.function());
  CHECK(draws_of(sizes) == Sizes{10, 100});
  CHECK(sizes.left_out == Sizes{1000});
  CHECK(sizes.measured[1].seconds.size() >= least_repeats);
  CHECK(clock.total <= 10);
}

TEST_CASE("the smallest size is measured even if it takes more than the budget", "[bench]") {
  Clockwork clock;
  const MeasuredSizes sizes = time_sizes({1000, 10000}, 1, clock.function());
  CHECK(draws_of(sizes) == Sizes{1000});
  CHECK(sizes.left_out == Sizes{10000});
  CHECK(clock.asked == Sizes{1000});
}

TEST_CASE("work grows as far as the budget allows", "[bench]") {
  Clockwork clock;
  int done = 0;
  const MeasuredSizes sizes =
      time_growth({1, 10, 100, 1000, 10000}, 20, 100, clock.function(), [&] { ++done; });
  CHECK(draws_of(sizes) == Sizes{1, 10, 100, 1000});
  CHECK(sizes.left_out == Sizes{10000});
  CHECK(done == 4);
  CHECK(sizes.measured[0].seconds.size() == most_repeats);
  CHECK(sizes.measured[2].seconds.size() == 1);
  CHECK(clock.total <= 20);
}

TEST_CASE("without any budget nothing grows, and all of it is listed as left out", "[bench]") {
  Clockwork clock;
  const MeasuredSizes sizes = time_growth({10, 100}, -1, 100, clock.function(), [] {});
  CHECK(sizes.measured.empty());
  CHECK(sizes.left_out == Sizes{10, 100});
  CHECK(clock.asked.empty());
}

TEST_CASE("threads take turns, round by round", "[bench]") {
  std::vector<int> asked;
  const std::vector<ThreadTimes> times = time_threads({1, 2}, 64, 3, [&](int threads, auto draws) {
    CHECK(draws == 64);
    asked.push_back(threads);
    return 1.0 / threads;
  });
  CHECK(asked == std::vector<int>{1, 2, 1, 2, 1, 2});
  REQUIRE(times.size() == 2);
  CHECK(times[1].threads == 2);
  CHECK(times[1].seconds == std::vector<double>{0.5, 0.5, 0.5});
}

TEST_CASE("threads go up by ones, then double, to the last", "[bench]") {
  CHECK(thread_ladder(1) == std::vector<int>{1});
  CHECK(thread_ladder(2) == std::vector<int>{1, 2});
  CHECK(thread_ladder(4) == std::vector<int>{1, 2, 3, 4});
  CHECK(thread_ladder(24) == std::vector<int>{1, 2, 3, 4, 8, 16, 24});
}

}  // namespace racecast
