#include "host/inference/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "host/config/config.hpp"
#include "host/inference/logistic_fit.hpp"
#include "host/inference/parallel.hpp"
#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

DecileOdds decile_odds(const float* score, std::span<const std::uint32_t> us, int paths) {
  std::array<double, 9> edges{};
  for (std::size_t i = 0; i < edges.size(); ++i)
    edges[i] = normal_quantile(static_cast<double>(i + 1) / 10);
  std::array<double, 10> draws{}, sum{}, squares{};
  for (std::size_t draw = 0; draw < us.size(); ++draw) {
    const auto tenth = static_cast<std::size_t>(
        std::upper_bound(edges.begin(), edges.end(), static_cast<double>(score[draw])) -
        edges.begin());
    const double y = static_cast<double>(us[draw]) / paths;
    draws[tenth] += 1, sum[tenth] += y, squares[tenth] += y * y;
  }
  DecileOdds found;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double n = draws[i], mean = sum[i] / n;
    const double variance = std::max(0.0, squares[i] / n - mean * mean) / (n - 1);
    found.odds[i] = n > 1 ? mean : std::numeric_limits<double>::quiet_NaN();
    found.error[i] = n > 1 ? std::sqrt(variance) : std::numeric_limits<double>::quiet_NaN();
  }
  return found;
}

/// The zero of a logistic fit in z and z^2 that is nearest to 0, within most_score.
std::optional<double> turning_score(const float* score, std::span<const std::uint32_t> us,
                                    int paths) {
  std::vector<std::vector<double>> columns(2);
  for (std::size_t draw = 0; draw < us.size(); ++draw) {
    const double z = static_cast<double>(score[draw]);
    columns[0].push_back(z), columns[1].push_back(z * z);
  }
  const auto b = logistic_fit(columns, us, paths);
  if (!b) return std::nullopt;
  const double c0 = (*b)[0], c1 = (*b)[1], c2 = (*b)[2];
  const double inside = c1 * c1 - 4 * c2 * c0;
  if (!(inside >= 0)) return std::nullopt;
  // Both zeros without cancellation; where c2 is 0, the second is infinite and the first is not.
  const double q = -(c1 + std::copysign(std::sqrt(inside), c1)) / 2;
  std::optional<double> nearest;
  for (const double zero : {q != 0 ? c0 / q : 0.0, q / c2})
    if (std::abs(zero) <= Drivers::most_score && (!nearest || std::abs(zero) < std::abs(*nearest)))
      nearest = zero;
  return nearest;
}

std::optional<OddsTurn> turn_of(const Config& config, std::size_t prior, const float* score,
                                std::span<const std::uint32_t> us, int paths) {
  const std::optional<double> at = turning_score(score, us, paths);
  if (!at) return std::nullopt;
  const auto beyond = std::count_if(score, score + us.size(), [&](float z) {
    return *at > 0 ? static_cast<double>(z) >= *at : static_cast<double>(z) <= *at;
  });
  return OddsTurn{*at, normal_cdf(*at), parameter_of_prior(config, prior).quantile(*at),
                  static_cast<std::uint64_t>(beyond)};
}

Drivers drivers_of_one(const Config& config, const WorldSample& sample, int threshold,
                       const GivenIndices& indices) {
  const std::span<const std::uint32_t> us = sample.odds.of(threshold);
  Drivers found;
  found.between = indices.between, found.first = indices.first;
  found.draws = sample.odds.draws, found.looked_at = sample.scores.priors;
  for (const std::uint32_t k : us) found.odds += k;
  found.odds /= static_cast<double>(us.size()) * sample.odds.paths;
  for (std::size_t prior = 0; prior < sample.scores.priors; ++prior) {
    const Interval& index = found.first[prior];
    const double error = (index.high - index.low) / (2 * two_sided);
    const bool beyond_chance = index.value > Drivers::least_z * error;  // false of NaN
    if (found.draws >= Drivers::least_draws && beyond_chance)
      found.drivers.push_back({prior, index, {}, {}});
  }
  std::ranges::stable_sort(found.drivers, std::greater(),
                           [](const Driver& driver) { return driver.index.value; });
  for (Driver& driver : found.drivers) {
    const float* score = sample.scores.of(driver.prior);
    driver.deciles = decile_odds(score, us, sample.odds.paths);
    driver.turn = turn_of(config, driver.prior, score, us, sample.odds.paths);
  }
  found.joint = joint_turn(config, sample, threshold, found);
  return found;
}

}  // namespace

std::vector<Drivers> drivers_of(const Config& config, const WorldSample& sample,
                                std::span<const int> thresholds, std::uint64_t seed) {
  const std::vector<GivenIndices> indices = given_indices(sample, thresholds, seed);
  std::vector<Drivers> found(thresholds.size());
  for_each_in_parallel(thresholds.size(), 0, [&](std::size_t i) {
    found[i] = drivers_of_one(config, sample, thresholds[i], indices[i]);
  });
  return found;
}

}  // namespace racecast
