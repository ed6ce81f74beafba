#include "host/inference/quantiles.hpp"

#include <cmath>
#include <limits>

#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr int never = 11;

/// Ten draws of eight paths; all paths of draw d do what `race` says for d.
Result ten_draws(const std::function<std::pair<int, int>(int)>& race) {
  const synthetic::Shape shape{1, never - 1, 8, 0, 10};
  return synthetic::count_race(
      shape, [&](std::uint64_t draw, int, int) { return race(static_cast<int>(draw)); });
}

}  // namespace

TEST_CASE("arrival quantiles are the smallest months with enough arrivals", "[results]") {
  const Result result = ten_draws([](int d) { return std::pair(d, d < 4 ? 2 * d : never); });
  CHECK(arrival_quantiles(result, 0, us) == Quantiles{0, 2, 4, 7, 9});
  CHECK(arrival_quantiles_all(result, 0, us) == Quantiles{0, 2, 4, 7, 9});
  CHECK(arrival_quantiles(result, 0, cn) == Quantiles{0, 0, 2, 4, 6});
  CHECK(arrival_quantiles_all(result, 0, cn) == Quantiles{0, 4, inf, inf, inf});
}

TEST_CASE("a quantile is reached exactly at its share", "[results]") {
  const Result half = ten_draws([](int d) { return std::pair(d < 5 ? 3 : never, 1); });
  CHECK(arrival_quantiles_all(half, 0, us)[2] == 3);
  const Result less = ten_draws([](int d) { return std::pair(d < 4 ? 3 : never, 1); });
  CHECK(arrival_quantiles_all(less, 0, us)[2] == inf);
}

TEST_CASE("lead quantiles count from the United States to China", "[results]") {
  const Result result = ten_draws([](int d) { return std::pair(5, d); });
  CHECK(lead_quantiles(result, 0) == Quantiles{-5, -3, -1, 2, 4});
  CHECK(lead_quantiles_all(result, 0) == Quantiles{-5, -3, -1, 2, 4});
}

TEST_CASE("a nation that does not arrive is behind by more than any lead", "[results]") {
  const Result result = ten_draws([](int d) {
    if (d < 3) return std::pair(never, 4);
    if (d < 5) return std::pair(4, 6);
    if (d < 8) return std::pair(4, never);
    return std::pair(never, never);
  });
  CHECK(lead_quantiles(result, 0) == Quantiles{2, 2, 2, 2, 2});
  CHECK(lead_quantiles_all(result, 0) == Quantiles{-inf, -inf, 2, inf, inf});
}

TEST_CASE("without arrivals there is no quantile", "[results]") {
  const Result result = ten_draws([](int) { return std::pair(never, never); });
  for (const double q : arrival_quantiles(result, 0, us)) CHECK(std::isnan(q));
  for (const double q : arrival_quantiles_all(result, 0, us)) CHECK(q == inf);
  for (const double q : lead_quantiles(result, 0)) CHECK(std::isnan(q));
  for (const double q : lead_quantiles_all(result, 0)) CHECK(std::isnan(q));
}

}  // namespace racecast
