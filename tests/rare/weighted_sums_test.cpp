#include "host/rare/weighted_sums.hpp"

#include <random>

#include "host/inference/probability.hpp"
#include "host/rare/proposal.hpp"
#include "tests/catch.hpp"

using namespace racecast;

namespace {

struct Draw {
  std::uint64_t number, weight;
  std::uint32_t paths;
};

std::vector<Draw> some_draws(std::size_t count) {
  std::mt19937_64 random(7);
  std::vector<Draw> draws;
  for (std::size_t i = 0; i < count; ++i)
    draws.push_back(
        {i, random() >> 3, random() % 4 == 0 ? static_cast<std::uint32_t>(random() % 9) : 0u});
  return draws;
}

WeightedRun sum_of(const std::vector<Draw>& draws) {
  WeightedRun run;
  for (const Draw& draw : draws) run.add(draw.number, draw.weight, draw.paths);
  return run;
}

}  // namespace

TEST_CASE("sums of weights do not depend on the order of draws", "[rare]") {
  std::vector<Draw> draws = some_draws(1000);
  const WeightedRun one = sum_of(draws);
  std::shuffle(draws.begin(), draws.end(), std::mt19937_64(3));
  const WeightedRun other = sum_of(draws);
  CHECK(one == other);
  CHECK(one.digest() == other.digest());
  ++draws[500].weight;  // by 2^-60
  CHECK(sum_of(draws).digest() != one.digest());
}

TEST_CASE("the largest sums that a run can come to fit", "[rare]") {
  WeightedSums sums;
  const std::uint64_t heaviest = 2 * unit_weight;
  sums.add(heaviest, 0xffffffffu);
  const WideSum product = WideSum(heaviest) * 0xffffffffu;
  CHECK(sums.event_square == product * product);
  CHECK(sums.event_square < (WideSum(1) << 188));
  CHECK((sums.event_square << 40) >> 40 == sums.event_square);  // 2^40 such draws
}

TEST_CASE("more weights than are kept leave the largest", "[rare]") {
  LargestWeights largest;
  const std::size_t all = LargestWeights::most + 1000;
  for (std::size_t i = 0; i < all; ++i) largest.add((i * 7919 % all + 1) << 40, 1);
  const std::vector<double> falling = largest.falling();
  REQUIRE(falling.size() == LargestWeights::most);
  CHECK(falling.front() == static_cast<double>(all) * 0x1p-20);
  CHECK(falling.back() == 1001 * 0x1p-20);
}

TEST_CASE("without shifts the estimate is that of clusters", "[rare]") {
  std::vector<Draw> draws = some_draws(2000);
  std::vector<std::uint64_t> odds(9);
  for (Draw& draw : draws) {
    draw.weight = unit_weight;
    ++odds[draw.paths];
  }
  const RareEstimate found = estimate_of(sum_of(draws), 8);
  const ClusterSample sample = sample_of_odds(odds);
  const Probability plain = cluster_interval(sample);
  CHECK(found.probability == Approx(plain.estimate));
  CHECK(found.error * found.error == Approx(sample.variance).epsilon(0.01));
  CHECK(found.low == Approx(plain.low).epsilon(0.01));
  CHECK(found.high == Approx(plain.high).epsilon(0.01));
  CHECK(found.gain == Approx(1).epsilon(0.01));
  CHECK(found.weight_mean == 1);
  CHECK(found.effective_draws == Approx(2000));
}

TEST_CASE("no event gives the bound of the draws of the priors", "[rare]") {
  WeightedRun run;
  for (std::uint64_t draw = 0; draw < 2000; ++draw) run.add(draw, unit_weight, 0);
  const RareEstimate found = estimate_of(run, 8);
  CHECK(found.probability == 0);
  CHECK(found.low == 0);
  CHECK(found.high == Approx(1 - std::pow(0.025, 1.0 / 2000)));
  CHECK(std::isnan(found.gain));
  // A draw that is not of the priors: its half tells nothing of them.
  run.add(2001, unit_weight / 2, 0);
  CHECK(estimate_of(run, 8).high == Approx(1 - std::pow(0.025, 1.0 / 1000)));
}

TEST_CASE("what one draw decides is bounded, not measured", "[rare]") {
  WeightedRun run;
  for (std::uint64_t draw = 0; draw < 2000; ++draw)
    run.add(draw, draw % 2 == 0 ? unit_weight : unit_weight / 1000, draw == 7 ? 8 : draw % 2);
  CHECK(estimate_of(run, 8).is_measured());
  for (int i = 0; i < 3; ++i) run.add(2001, unit_weight, 8);
  const RareEstimate found = estimate_of(run, 8);
  CHECK(found.effective_events < 10);
  CHECK_FALSE(found.is_measured());
  CHECK(found.low == 0);
  CHECK(found.high == Approx(1 - std::pow(0.025, 1.0 / 1000)));
}
