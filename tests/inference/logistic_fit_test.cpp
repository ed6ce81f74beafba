#include "host/inference/logistic_fit.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/inference/made_up_worlds.hpp"

namespace racecast {
namespace {

std::vector<std::vector<double>> columns_of(const WorldSample& sample) {
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < sample.scores.priors; ++i)
    columns.emplace_back(sample.scores.of(i), sample.scores.of(i) + sample.scores.draws);
  return columns;
}

}  // namespace

TEST_CASE("a logistic fit finds the coefficients that made the counts", "[results]") {
  const WorldSample sample = test::made_up_worlds(4096, 3, 16, [](const std::vector<double>& z) {
    return logistic_of(-1 + 0.8 * z[0] - 0.5 * z[1]);
  });
  const auto fit = logistic_fit(columns_of(sample), sample.odds.of(0), 16);
  REQUIRE(fit);
  // Errors of about 1 / sqrt(4096 * 16 * 0.17).
  constexpr double exact[] = {-1, 0.8, -0.5, 0};
  for (std::size_t i = 0; i < 4; ++i) CHECK((*fit)[i] == Approx(exact[i]).margin(0.05));
}

TEST_CASE("a column that parts the counts perfectly has a finite answer", "[results]") {
  const WorldSample sample = test::made_up_worlds(
      512, 1, 8, [](const std::vector<double>& z) { return z[0] > 0.3 ? 1.0 : 0.0; });
  const auto fit = logistic_fit(columns_of(sample), sample.odds.of(0), 8);
  REQUIRE(fit);
  CHECK((*fit)[1] > 10);
  CHECK(-(*fit)[0] / (*fit)[1] == Approx(0.3).margin(0.05));
}

TEST_CASE("counts that are all alike have no fit", "[results]") {
  for (const double p : {0.0, 1.0}) {
    const WorldSample sample = test::made_up_worlds(64, 1, 8, [p](const auto&) { return p; });
    CHECK_FALSE(logistic_fit(columns_of(sample), sample.odds.of(0), 8));
  }
}

}  // namespace racecast
