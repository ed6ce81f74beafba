#include "host/sweep/design.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/catch.hpp"

using namespace racecast;

namespace {

/// Whether each of the strata of an axis is hit once.
bool hits_every_stratum(const Design& design, std::size_t axis) {
  std::set<int> strata;
  for (const auto& point : design)
    strata.insert(static_cast<int>(std::floor(point[axis] * static_cast<double>(design.size()))));
  return strata.size() == design.size() && *strata.begin() == 0 &&
         *strata.rbegin() == static_cast<int>(design.size()) - 1;
}

}  // namespace

TEST_CASE("a latin hypercube hits each stratum of each axis once", "[sweep]") {
  for (const int points : {1, 2, 7, 64, 1000}) {
    const Design design = latin_hypercube(points, 5, 3);
    for (std::size_t axis = 0; axis < 5; ++axis) CHECK(hits_every_stratum(design, axis));
  }
  Design spoilt = latin_hypercube(64, 1, 3);
  spoilt[0] = spoilt[1];
  CHECK_FALSE(hits_every_stratum(spoilt, 0));
}

TEST_CASE("a latin hypercube is random by its seed, and its axes by each other", "[sweep]") {
  const Design one = latin_hypercube(256, 2, 1), two = latin_hypercube(256, 2, 2);
  CHECK(one != two);
  CHECK(one == latin_hypercube(256, 2, 1));
  double product = 0, within = 0;
  for (const auto& point : one) {
    product += (point[0] - 0.5) * (point[1] - 0.5);
    within += point[0] * 256 - std::floor(point[0] * 256);
  }
  // Correlation 12 sum / n with standard error 1 / 16; mean place 0.5 with error 0.018.
  CHECK(std::abs(12 * product / 256) < 0.25);
  CHECK(std::abs(within / 256 - 0.5) < 0.08);
}

TEST_CASE("a latin hypercube is the same on every machine", "[sweep]") {
  const Design design = latin_hypercube(4, 2, 1);
  const double known[4][2] = {{0.97481483105140598, 0.54559267792711097},
                              {0.4900363714841045, 0.16513672482702543},
                              {0.67110691307894699, 0.89635811806639998},
                              {0.24266814093050768, 0.3351727533358263}};
  for (std::size_t point = 0; point < 4; ++point)
    for (std::size_t axis = 0; axis < 2; ++axis) CHECK(design[point][axis] == known[point][axis]);
}

TEST_CASE("the first points of Sobol's sequence are the known ones", "[sweep]") {
  // Joe and Kuo's new-joe-kuo-6, in Gray code order.
  const double known[8][3] = {{0, 0, 0},
                              {0.5, 0.5, 0.5},
                              {0.75, 0.25, 0.25},
                              {0.25, 0.75, 0.75},
                              {0.375, 0.375, 0.625},
                              {0.875, 0.875, 0.125},
                              {0.625, 0.125, 0.875},
                              {0.125, 0.625, 0.375}};
  const Design design = sobol_points(8, 3, 0);
  for (std::size_t point = 0; point < 8; ++point)
    for (std::size_t axis = 0; axis < 3; ++axis) CHECK(design[point][axis] == known[point][axis]);
}

TEST_CASE("a shift moves Sobol's points and keeps each stratum hit once", "[sweep]") {
  const Design plain = sobol_points(64, 6, 0), shifted = sobol_points(64, 6, 5);
  CHECK(plain != shifted);
  CHECK(shifted != sobol_points(64, 6, 6));
  for (std::size_t axis = 0; axis < 6; ++axis) {
    CHECK(hits_every_stratum(plain, axis));
    CHECK(hits_every_stratum(shifted, axis));
    CHECK(shifted[0][axis] > 0);
  }
  const double known[3] = {0.9671407208148598, 0.55781285021081806, 0.53381844292424419};
  for (std::size_t axis = 0; axis < 3; ++axis) CHECK(shifted[0][axis] == known[axis]);
}

TEST_CASE("values of an axis lie between its ends, evenly in its scale", "[sweep]") {
  SweepAxis axis;
  axis.low = 0.1;
  axis.high = 10;
  CHECK(value_at(axis, 0).text == "0.1");
  CHECK(value_at(axis, 1).text == "10");
  CHECK(value_at(axis, 0.5).number == 5.05);
  axis.logarithmic = true;
  CHECK(value_at(axis, 0.5).text == "1");
  CHECK(value_at(axis, 0.25).number == Approx(0.1 * std::sqrt(10)));
  CHECK(value_at(axis, 1).number == 10);
}
