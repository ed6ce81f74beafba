#include "kernels/model/arrivals.hpp"

#include <random>
#include <vector>

#include "tests/catch.hpp"

namespace racecast {
namespace {

struct Arrival {
  int month;   ///< or -1
  int events;  ///< bits when the run began
};

/// The definition, read word by word: the first month of the first run of `hold` held months.
Arrival first_run(const std::vector<bool>& held, const std::vector<int>& events, int hold) {
  const int months = static_cast<int>(held.size());
  for (int first = 0; first + hold <= months; ++first) {
    bool whole = true;
    for (int m = first; m < first + hold; ++m) whole = whole && held[static_cast<std::size_t>(m)];
    if (whole) return {first, events[static_cast<std::size_t>(first)]};
  }
  return {-1, 0};
}

Arrival follow_all(const std::vector<bool>& held, const std::vector<int>& events, int hold) {
  std::int32_t code = 0;
  for (std::size_t m = 0; m < held.size(); ++m)
    code = follow<float>(code, held[m], events[m] << event_shift, static_cast<int>(m), hold);
  const int month = arrival_month(code, -1);
  return {month, month < 0 ? 0 : arrival_events(code, 0)};
}

}  // namespace

TEST_CASE("arrivals follow their definition on random histories", "[arrivals]") {
  std::mt19937 random(1);
  for (int trial = 0; trial < 20'000; ++trial) {
    const int months = 1 + static_cast<int>(random() % 40);
    const int hold = 1 + static_cast<int>(random() % 6);
    std::vector<bool> held;
    std::vector<int> events;
    int bits_so_far = 0;
    for (int m = 0; m < months; ++m) {
      held.push_back(random() % 3 != 0);
      if (random() % 10 == 0) bits_so_far |= 1 << (random() % 8);
      events.push_back(bits_so_far);
    }
    const Arrival want = first_run(held, events, hold);
    const Arrival got = follow_all(held, events, hold);
    REQUIRE(got.month == want.month);
    REQUIRE(got.events == want.events);
  }
}

TEST_CASE("an arrival keeps its month and events to the longest horizon", "[arrivals]") {
  std::vector<bool> held(max_horizon + 1, false);
  std::vector<int> events(max_horizon + 1, 0xff);
  held.back() = true;
  const Arrival got = follow_all(held, events, 1);
  CHECK(got.month == max_horizon);
  CHECK(got.events == 0xff);
  CHECK(follow_all(held, events, 2).month == -1);  // the run is not complete by the horizon
}

TEST_CASE("what happens after an arrival does not show in it", "[arrivals]") {
  CHECK(follow_all({true, false, true}, {0, 1, 3}, 1).month == 0);
  CHECK(follow_all({false, true, true}, {0, 1, 3}, 2).events == 1);
}

}  // namespace racecast
