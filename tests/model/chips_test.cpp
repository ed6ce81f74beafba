#include "kernels/model/chips.hpp"

#include <algorithm>
#include <random>

#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("purchases never exceed a line or the money", "[chips]") {
  std::mt19937 random(3);
  const auto uniform01 = [&] { return static_cast<float>(random() % 10'000) / 10'000.0f; };
  for (int trial = 0; trial < 20'000; ++trial) {
    NationParameters given{};
    given.tightness_premium = uniform01();
    given.state_foreign_share = uniform01();
    NationCoefficients coefficients{};
    coefficients.import_price = 0.5f + uniform01();
    coefficients.domestic_price = 0.5f + 2 * uniform01();
    coefficients.smuggled_price = 1.0f + 2 * uniform01();
    coefficients.domestic_energy = 1.0f + uniform01();
    const Market<float> market = {11.5f, 1e-6f, 3e6f, {}};
    const LineLimits<float> limits = {2e5f * uniform01(), 1e5f * uniform01(), 1e4f * uniform01()};
    const float before[2] = {5.0f * uniform01(), 5.0f * uniform01()};
    float cash[2] = {before[0], before[1]};
    const auto d = purchase(given, coefficients, market, uniform01(), limits, cash);
    REQUIRE(d.imported <= limits.imported * 1.000001f);
    REQUIRE(d.domestic <= limits.domestic * 1.000001f);
    REQUIRE(d.smuggled <= limits.smuggled);
    REQUIRE(d.to_pool[0] + d.to_pool[1] ==
            Approx(d.imported + d.domestic + d.smuggled).epsilon(1e-5));
    REQUIRE(cash[0] >= 0);
    REQUIRE(cash[1] >= 0);
    // Chips and money balance: what left the purses is what the lines were paid.
    const float price = exp(-market.price);
    const double paid = (before[0] - cash[0]) + (before[1] - cash[1]);
    const double cheapest = price * 0.5 * (d.imported + d.domestic + d.smuggled);
    REQUIRE(paid >= cheapest * 0.999 - 1e-5);
  }
}

TEST_CASE("what the nations' lines draw from world supply never exceeds it", "[chips]") {
  std::mt19937 random(5);
  const auto uniform01 = [&] { return static_cast<float>(random() % 10'001) / 10'000.0f; };
  Parameters given{};
  double fullest = 0;
  for (int trial = 0; trial < 50'000; ++trial) {
    Draw draw{};
    MonthTile tile{};
    Market<float> market = {11.5f, 1e-6f, 3e6f, {}};
    for (int nation = 0; nation < nation_count; ++nation) {
      // The bounds of parameters.def: shares of supply up to 1, quotas and smuggling up to 1/2.
      given.nation[nation].supply_share = uniform01();
      given.nation[nation].quota_partial = 0.5f * uniform01();
      given.nation[nation].import_take_up = uniform01();
      tile.nation[nation].smuggled_share[0] = 0.5f * uniform01();
    }
    for (int nation = 0; nation < nation_count; ++nation) {
      set_chip_coefficients(given, nation, draw.nation[nation]);
      market.quota[nation] = draw.nation[nation].quota_partial;
    }
    double drawn = 0;
    for (int nation = 0; nation < nation_count; ++nation) {
      const auto limits = line_limits(draw, tile, 0, nation, market, NationState<float>{});
      REQUIRE(limits.imported >= 0);
      drawn += static_cast<double>(limits.imported) + limits.smuggled;
    }
    REQUIRE(drawn <= market.supply * 1.00001);
    fullest = std::max(fullest, drawn / market.supply);
  }
  CHECK(fullest > 0.99);  // the bound is reached: a share too many would be seen
}

TEST_CASE("the state pool spends at most its share on foreign chips", "[chips]") {
  NationParameters given{};
  given.state_foreign_share = 0.2f;
  NationCoefficients coefficients{};
  coefficients.import_price = coefficients.domestic_price = coefficients.smuggled_price = 1.0f;
  const Market<float> market = {log(1e5f), 1e-6f, 1e9f, {}};
  float cash[2] = {0.0f, 10.0f};
  const auto d = purchase(given, coefficients, market, 0.0f, {1e9f, 1e5f, 1e9f}, cash);
  CHECK(d.domestic == Approx(1e5f));  // all that domestic fabs make
  CHECK(d.imported == Approx(2e5f).epsilon(1e-4));
  CHECK(d.smuggled == 0.0f);
  CHECK(cash[1] == Approx(7.0f).epsilon(1e-4));
}

}  // namespace racecast
