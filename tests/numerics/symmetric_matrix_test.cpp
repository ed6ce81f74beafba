#include "host/numerics/symmetric_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "host/config/correlation.hpp"
#include "tests/catch.hpp"

using namespace racecast;

namespace {

SymmetricMatrix of(const std::vector<std::vector<double>>& rows) {
  SymmetricMatrix matrix(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) matrix.set(i, j, rows[i][j]);
  }
  return matrix;
}

double least(const SymmetricMatrix& matrix) {
  const auto values = eigen_system(matrix).value;
  return *std::min_element(values.begin(), values.end());
}

SymmetricMatrix at_random(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  SymmetricMatrix matrix(size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j)
      matrix.set(i, j, static_cast<double>(random()) / 0x1p31 - 1);
  }
  return matrix;
}

}  // namespace

TEST_CASE("eigenvalues and vectors give the matrix back", "[correlation]") {
  for (const std::size_t size : {1u, 2u, 5u, 30u}) {
    const SymmetricMatrix matrix = at_random(size, 3);
    const EigenSystem system = eigen_system(matrix);
    double worst = 0;
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j < size; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < size; ++k) {
          sum += system.value[k] * system.vector[k][i] * system.vector[k][j];
        }
        worst = std::max(worst, std::abs(sum - matrix(i, j)));
      }
    }
    CHECK(worst < 1e-12);
  }
}

TEST_CASE("a factor multiplied by itself is the matrix", "[correlation]") {
  const SymmetricMatrix matrix = of({{1}, {0.5, 1}, {-0.2, 0.3, 1}});
  const auto factor = lower_factor(matrix);
  REQUIRE(factor);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k <= j; ++k) sum += (*factor)[i][k] * (*factor)[j][k];
      CHECK(sum == Approx(matrix(i, j)).margin(1e-15));
    }
  }
  CHECK_FALSE(lower_factor(of({{1}, {0.9, 1}, {0.9, 0, 1}})));
  CHECK_FALSE(lower_factor(of({{1}, {1, 1}})));
}

TEST_CASE("the nearest correlation matrix is that of Higham 2002", "[correlation]") {
  // Section 4 of the paper: the tridiagonal matrix of ones, of which the nearest is known.
  const SymmetricMatrix nearest = nearest_correlation(of({{1}, {1, 1}, {0, 1, 1}}), 0);
  CHECK(nearest(0, 1) == Approx(0.7607).margin(5e-5));
  CHECK(nearest(0, 2) == Approx(0.1573).margin(5e-5));
  CHECK(nearest(1, 2) == Approx(0.7607).margin(5e-5));
}

TEST_CASE("the nearest is a correlation matrix, and what is one stays", "[correlation]") {
  for (const std::size_t size : {2u, 3u, 10u, 40u}) {
    const SymmetricMatrix nearest = nearest_correlation(at_random(size, 11), 1e-3);
    CHECK(least(nearest) > 0.9e-3);
    for (std::size_t i = 0; i < size; ++i) CHECK(nearest(i, i) == 1);
  }
  const SymmetricMatrix good = of({{1}, {0.5, 1}, {-0.2, 0.3, 1}});
  const SymmetricMatrix same = nearest_correlation(good, 1e-3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < i; ++j) CHECK(same(i, j) == Approx(good(i, j)).margin(1e-9));
  }
}

TEST_CASE("the nearest ranks are possible however many there are", "[correlation]") {
  for (const std::size_t size : {12u, 64u}) {
    const SymmetricMatrix ranks = at_random(size, 5);
    REQUIRE_FALSE(score_weights(ranks));
    CHECK(score_weights(nearest_ranks(ranks)));
  }
  CHECK(rank_correlation(score_correlation(0.37)) == Approx(0.37).epsilon(1e-14));
}
