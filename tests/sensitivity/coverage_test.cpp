// How often intervals hold the exact index, in as many dimensions as the baseline has parameters.
#include <algorithm>
#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "host/sensitivity/indices.hpp"
#include "kernels/base/philox.hpp"
#include "tests/catch.hpp"

namespace racecast {
namespace {

constexpr std::size_t width = 285, active = 6;
constexpr double a[active] = {0, 1, 4.5, 9, 99, 99};
constexpr int designs = 100;

/// Columns of a row that Sobol's function G sees, all different.
std::vector<std::size_t> columns_of(int design) {
  std::vector<std::size_t> columns;
  for (std::uint32_t i = 0; columns.size() < active; ++i) {
    const std::size_t column =
        philox<std::uint32_t>({i, 0, 0, 1}, static_cast<std::uint64_t>(design)).x % width;
    if (std::find(columns.begin(), columns.end(), column) == columns.end())
      columns.push_back(column);
  }
  return columns;
}

double variance_of(std::size_t i) { return 1.0 / 3 / ((1 + a[i]) * (1 + a[i])); }

/// First-order and total index of a factor, in closed form.
std::pair<double, double> exact(std::size_t factor) {
  double all = 1;
  for (std::size_t i = 0; i < active; ++i) all *= 1 + variance_of(i);
  const double own = variance_of(factor);
  return {own / (all - 1), own * all / (1 + own) / (all - 1)};
}

/// Whether the interval, with its halves this much as long, holds the value.
bool holds(const Interval& interval, double value, double scale) {
  return interval.value - scale * (interval.value - interval.low) <= value &&
         value <= interval.value + scale * (interval.high - interval.value);
}

/// Share of the intervals of four factors in many designs that hold the exact index.
std::pair<double, double> coverage() {
  int full = 0, half = 0;
  for (int number = 1; number <= designs; ++number) {
    const std::vector<std::size_t> columns = columns_of(number);
    SaltelliDesign design{width, {}, 1024, static_cast<std::uint64_t>(number)};
    for (std::size_t i = 0; i < 4; ++i) design.factors.push_back({columns[i]});
    const Evaluate g = [&](std::span<const float> z, std::size_t, int) {
      std::vector<double> values;
      for (std::size_t row = 0; row < z.size(); row += width) {
        double product = 1;
        for (std::size_t i = 0; i < active; ++i)
          product *=
              (std::abs(4 * normal_cdf(static_cast<double>(z[row + columns[i]])) - 2) + a[i]) /
              (1 + a[i]);
        values.push_back(product);
      }
      return values;
    };
    const std::vector<FactorIndices> found = run_design(design, 1, g).indices(1)[0].factors;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto [first, total] = exact(i);
      full += holds(found[i].first, first, 1) + holds(found[i].total, total, 1);
      half += holds(found[i].first, first, 0.5) + holds(found[i].total, total, 0.5);
    }
  }
  return {full / (8.0 * designs), half / (8.0 * designs)};
}

}  // namespace

TEST_CASE("95 % intervals hold the index at least as often, in any of 285 places",
          "[sensitivity]") {
  const auto [full, half] = coverage();
  CHECK(full >= 0.94);
  CHECK(half < 0.9);  // shorter ones do not
}

}  // namespace racecast
