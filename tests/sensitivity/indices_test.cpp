// Functions whose indices are known, through the code that runs the engine.
#include <cmath>
#include <numbers>

#include "host/numerics/normal_score.hpp"
#include "host/sensitivity/indices.hpp"
#include "kernels/base/philox.hpp"
#include "tests/catch.hpp"

namespace racecast {
namespace {

using std::numbers::pi;
using Function = std::function<double(std::span<const double> u)>;

double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) +
         0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

double sobol_g(std::span<const double> u) {
  constexpr double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
  double product = 1;
  for (std::size_t i = 0; i < 8; ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}

std::vector<double> uniforms(std::span<const float> z) {
  std::vector<double> u;
  for (const float each : z) u.push_back(normal_cdf(static_cast<double>(each)));
  return u;
}

SaltelliDesign design_of(std::size_t width, std::size_t rows, std::uint64_t seed = 1) {
  SaltelliDesign design{width, {}, rows, seed};
  for (std::size_t i = 0; i < width; ++i) design.factors.push_back({i});
  return design;
}

/// One output, without noise.
Evaluate exactly(const Function& function, std::size_t width) {
  return [=](std::span<const float> z, std::size_t, int) {
    const std::vector<double> u = uniforms(z);
    std::vector<double> values;
    for (std::size_t row = 0; row < u.size(); row += width)
      values.push_back(function(std::span(u).subspan(row, width)));
    return values;
  };
}

/// A uniform number that belongs to a row, a replicate and a path.
double noise(std::size_t row, int replicate, int path) {
  const Words<std::uint32_t> words =
      philox<std::uint32_t>({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(replicate),
                             static_cast<std::uint32_t>(path), 99},
                            7);
  return (words.x + 0.5) * 0x1p-32;
}

/// The mean of `paths` events of probability `function`; replicates are one and the same where
/// `planted`.
Evaluate events(const Function& function, std::size_t width, int paths, bool planted = false) {
  return [=](std::span<const float> z, std::size_t first_row, int replicate) {
    const std::vector<double> u = uniforms(z);
    std::vector<double> values;
    for (std::size_t row = 0; row < u.size() / width; ++row) {
      const double p = function(std::span(u).subspan(row * width, width));
      double sum = 0;
      for (int path = 0; path < paths; ++path)
        sum += noise(first_row + row, planted ? 0 : replicate, path) < p;
      values.push_back(sum / paths);
    }
    return values;
  };
}

bool holds(const Interval& interval, double value) {
  return interval.low <= value && value <= interval.high;
}

struct Exact {
  double first, total;
};

void check_against(const OutputIndices& found, std::span<const Exact> exact, double within) {
  REQUIRE(found.factors.size() == exact.size());
  for (std::size_t i = 0; i < exact.size(); ++i) {
    const auto& [first, total] = found.factors[i];
    INFO("factor " << i << ": " << first.value << " (" << first.low << " to " << first.high << "), "
                   << total.value << " (" << total.low << " to " << total.high << ")");
    CHECK(std::abs(first.value - exact[i].first) < within);
    CHECK(std::abs(total.value - exact[i].total) < within);
    CHECK(holds(first, exact[i].first));
    CHECK(holds(total, exact[i].total));
  }
}

constexpr Exact of_ishigami[] = {{.31390519, .55758886}, {.44241114, .44241114}, {0, .24368366}};
/// Those of the last four from sums of products (Saltelli et al. 2010, table 5, to more digits).
constexpr Exact of_g[] = {
    {.716192, .787144}, {.179048, .242198}, {.0236758, .0343169}, {.00716192, .0104604}};

/// Ishigami's function, squeezed between 0 and 1.
double probability(std::span<const double> u) { return (ishigami(u) + 11) / 29; }

}  // namespace

TEST_CASE("indices of Ishigami's function are the exact ones", "[sensitivity]") {
  const auto found = run_design(design_of(3, 1 << 16), 1, exactly(ishigami, 3)).indices(1);
  check_against(found[0], of_ishigami, 0.01);
  CHECK(found[0].between == Approx(13.844588).epsilon(0.01));
  CHECK(found[0].within == 0);
  CHECK(found[0].share.value == 1);
}

TEST_CASE("indices of Sobol's function G are the exact ones", "[sensitivity]") {
  const auto found = run_design(design_of(8, 1 << 16), 1, exactly(sobol_g, 8)).indices(1);
  auto first_four = found[0];
  first_four.factors.resize(4);
  check_against(first_four, of_g, 0.01);
  for (std::size_t i = 4; i < 8; ++i) {
    CHECK(std::abs(found[0].factors[i].first.value) < 0.001);
    CHECK(std::abs(found[0].factors[i].total.value) < 0.001);
  }
}

TEST_CASE("a group has the indices of its members together", "[sensitivity]") {
  SaltelliDesign design = design_of(3, 1 << 14);
  design.factors = {{0, 2}, {1}};
  const auto found = run_design(design, 1, exactly(ishigami, 3)).indices(1);
  // All interactions are between the two that are together.
  constexpr Exact together[] = {{1 - .44241114, 1 - .44241114}, {.44241114, .44241114}};
  check_against(found[0], together, 0.01);
}

TEST_CASE("chance within a world biases no index, and is measured", "[sensitivity]") {
  constexpr int paths = 8;
  const SaltelliDesign design = design_of(3, 1 << 16);
  const auto found = run_design(design, 1, events(probability, 3, paths)).indices(paths);
  check_against(found[0], of_ishigami, 0.05);
  const double between = 13.844588 / (29 * 29), mean = (3.5 + 11) / 29;
  CHECK(found[0].mean == Approx(mean).margin(0.003));
  CHECK(found[0].between == Approx(between).epsilon(0.05));
  // The variance of an event is p (1 - p) in all.
  CHECK(found[0].within == Approx(mean * (1 - mean) - between).epsilon(0.01));
  CHECK(holds(found[0].share, between / (mean * (1 - mean))));
  CHECK(found[0].share.high - found[0].share.low < 0.01);
}

TEST_CASE("one replicate in the place of two is seen", "[sensitivity]") {
  constexpr int paths = 8;
  const SaltelliDesign design = design_of(3, 1 << 14);
  const auto planted = run_design(design, 1, events(probability, 3, paths, true)).indices(paths);
  // Chance counts as a difference between worlds: no index is right, and V is far too large.
  CHECK(planted[0].between > 1.5 * 13.844588 / (29 * 29));
  CHECK_FALSE(holds(planted[0].factors[1].first, of_ishigami[1].first));
  CHECK_FALSE(holds(planted[0].share, 13.844588 / (29 * 29) / (0.5 * 0.5)));
}

TEST_CASE("a factor that does nothing has indices 0, whatever chance does", "[sensitivity]") {
  SaltelliDesign design = design_of(4, 256);
  const Function three = [](std::span<const double> u) { return probability(u.first(3)); };
  const auto found = run_design(design, 1, events(three, 4, 8)).indices(8);
  CHECK(found[0].factors[3].first.value == 0);
  CHECK(found[0].factors[3].total.high == 0);
}

TEST_CASE("an output that never changes has no indices", "[sensitivity]") {
  const auto found =
      run_design(design_of(2, 64), 1, [](std::span<const float> z, std::size_t, int) {
        return std::vector<double>(z.size() / 2, 0.25);
      }).indices(8);
  CHECK(found[0].mean == 0.25);
  CHECK(found[0].between == 0);
  CHECK(std::isnan(found[0].share.value));
  CHECK(std::isnan(found[0].factors[0].first.value));
}

TEST_CASE("blocks of rows add up to the design", "[sensitivity]") {
  std::size_t blocks = 0, last = 0;
  const SaltelliDesign design = design_of(2, 4 * SaltelliDesign::block_rows);
  const Evaluate sum = [&](std::span<const float> z, std::size_t first_row, int replicate) {
    blocks += replicate == 0 && first_row >= last;
    last = first_row;
    std::vector<double> values;
    for (std::size_t row = 0; row < z.size(); row += 2)
      values.push_back(double(z[row]) + 2 * double(z[row + 1])), values.push_back(double(z[row]));
    return values;
  };
  const auto found = run_design(design, 2, sum).indices(1);
  CHECK(last == 3 * SaltelliDesign::block_rows);
  CHECK(found[0].factors[0].first.value == Approx(0.2).margin(0.005));
  CHECK(found[0].factors[1].total.value == Approx(0.8).margin(0.005));
  CHECK(found[1].factors[0].total.value == Approx(1).margin(0.005));
  CHECK(found[1].factors[1].total.value == 0);
  CHECK_THROWS_AS(run_design(design_of(2, 100), 1, sum), std::invalid_argument);
}

}  // namespace racecast
