#include "host/rare/pilot.hpp"

#include <cmath>
#include <random>

#include "tests/catch.hpp"

using namespace racecast;

namespace {

constexpr std::size_t dimensions = 50;
constexpr double bar = 2;

std::vector<std::uint32_t> streams() {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < dimensions; ++i) all.push_back(100 + i);
  return all;
}

/// The outcome is that score 7 is above the bar.
void sample_stage(PilotSample& sample, const Proposal& proposal, std::uint64_t draws,
                  std::mt19937_64& random) {
  std::normal_distribution<float> normal;
  sample.add_stage(proposal, draws);
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    std::vector<float> z;
    for (std::size_t i = 0; i < dimensions; ++i) z.push_back(normal(random));
    if (draw % 2 == 1)
      for (const ScoreShift& each : proposal.shifts) z[each.stream - 100] += each.shift;
    if (static_cast<double>(z[7]) > bar) sample.add_event(1, std::move(z));
  }
}

}  // namespace

TEST_CASE("a pilot's sample points to where the outcome is", "[rare]") {
  std::mt19937_64 random(1);
  PilotSample sample(streams());
  const double tail = std::erfc(bar / std::sqrt(2.0)) / 2;
  const double mean = std::exp(-bar * bar / 2) / std::sqrt(2 * M_PI) / tail;
  sample_stage(sample, {}, 4000, random);
  CHECK(sample.effective() == Approx(static_cast<double>(sample.events())));
  // Shifted stages, a wrong one among them, leave the weights those of the priors.
  sample_stage(sample, {{{107, 2.0f}}}, 4000, random);
  sample_stage(sample, {{{107, -1.0f}, {120, 2.0f}}}, 4000, random);
  const Proposal found = sample.direction(24);
  REQUIRE(found.shifts.size() == 1);
  CHECK(found.shifts[0].stream == 107);
  CHECK(static_cast<double>(found.shifts[0].shift) == Approx(mean).margin(0.1));
  CHECK(sample.effective() > 3 * 4000 * tail);
}

TEST_CASE("the mean square of a shift is what it would cost", "[rare]") {
  std::mt19937_64 random(2);
  PilotSample sample(streams());
  sample_stage(sample, {}, 20000, random);
  sample_stage(sample, {{{107, 2.4f}}}, 20000, random);
  const double plain = sample.mean_square({});
  // Without a shift every event costs 1: P of all draws.
  CHECK(plain / 40000 == Approx(std::erfc(bar / std::sqrt(2.0)) / 2).epsilon(0.1));
  CHECK(sample.mean_square({{{107, 2.375f}}}) < plain / 5);
  CHECK(sample.mean_square({{{107, 2.375f}, {120, 2.0f}}}) > plain / 5);
  CHECK(sample.mean_square({{{107, -2.0f}}}) == Approx(2 * plain).epsilon(0.05));
}

TEST_CASE("shifts are scaled to multiples of 1/64, and not too long", "[rare]") {
  const Proposal proposal = {{{1, 3.0f}, {2, -4.0f}, {3, 0.01f}}};
  CHECK(scaled(proposal, 0.5).shifts == std::vector<ScoreShift>{{1, 1.5f}, {2, -2.0f}});
  CHECK(std::sqrt(scaled(proposal, 10).square()) == Approx(longest_shift).epsilon(0.01));
  CHECK(scaled({}, 2).shifts.empty());
}
