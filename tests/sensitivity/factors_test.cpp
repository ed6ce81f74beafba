#include "host/sensitivity/sensitivity.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/rare/two_spenders.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

std::vector<Factor> factors(const Config& config) {
  return factors_of(config, TabledForecast(config.forecast));
}

}  // namespace

TEST_CASE("a parameter without correlations is a factor", "[sensitivity]") {
  const Config config = test::shipped("quick.toml");
  const std::vector<Factor> found = factors(config);
  REQUIRE(found.size() == static_cast<std::size_t>(config.forecast.prior_count));
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].parameters.size() == 1);
    CHECK(found[i].places == std::vector<std::size_t>{i});
  }
}

TEST_CASE("parameters that hang together are one factor, and every score is in one",
          "[sensitivity]") {
  const Config config = load_config(RACECAST_SOURCE_DIR "/tests/bits/correlated.toml");
  const std::vector<Factor> found = factors(config);
  CHECK(found.size() == static_cast<std::size_t>(config.forecast.prior_count) - 1 - 10);
  std::multiset<std::size_t> sizes, places;
  for (const Factor& factor : found) {
    sizes.insert(factor.parameters.size());
    places.insert(factor.places.begin(), factor.places.end());
  }
  CHECK(sizes.count(2) == 1);
  CHECK(sizes.count(11) == 1);
  CHECK(places.size() == TabledForecast(config.forecast).width());
  CHECK(std::set<std::size_t>(places.begin(), places.end()).size() == places.size());
  const auto pair = std::find_if(found.begin(), found.end(),
                                 [](const Factor& each) { return each.parameters.size() == 2; });
  CHECK(pair->name() == "us.power.growth + cn.power.growth");
}

TEST_CASE("a parameter that is correlated with a constant is alone, with two scores",
          "[sensitivity]") {
  const Config config = test::two_spenders(0, 64, 0.5, 1, {0.25, 0});
  CHECK(factors(config).size() == 1);
  const Config half = parse_config(config.resolved, "half", {{{"us.channel.all.spend", "50"}}});
  const std::vector<Factor> found = factors(half);
  REQUIRE(found.size() == 1);
  CHECK(found[0].parameters == std::vector<std::string>{"cn.channel.all.spend"});
  CHECK(found[0].places.size() == 2);
}

}  // namespace racecast
