#include "host/inference/mixing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "host/result/axes.hpp"

namespace racecast {
namespace {

/// Points at sin^2 of equal angles: the noise of a share is the same everywhere in that angle. The
/// number of intervals is neither even nor a multiple of 3, so that no point but 0 and 1 lies on
/// the border of a bin or at one half.
constexpr int grid_intervals = 199;
constexpr std::size_t grid_size = grid_intervals + 1;

Mixing equal_weights() {
  Mixing mixing;
  for (std::size_t j = 0; j < grid_size; ++j) {
    const double sine = std::sin(std::numbers::pi / 2 * static_cast<double>(j) / grid_intervals);
    mixing.grid.push_back(sine * sine);
  }
  mixing.grid.back() = 1;
  mixing.weight.assign(grid_size, 1.0 / static_cast<double>(grid_size));
  return mixing;
}

/// The odds as if a draw had at most `most_paths` paths: with more, the noise of a share is below a
/// third of a bin, and a finer table would cost time for nothing.
constexpr std::size_t most_paths = 1024;
std::vector<std::uint64_t> coarsened(std::span<const std::uint64_t> odds) {
  const std::size_t paths = odds.size() - 1;
  if (paths <= most_paths) return {odds.begin(), odds.end()};
  std::vector<std::uint64_t> coarse(most_paths + 1);
  for (std::size_t k = 0; k <= paths; ++k)
    coarse[(2 * k * most_paths + paths) / (2 * paths)] += odds[k];  // rounded to the nearest
  return coarse;
}

/// power * ln(base), where 0 ln 0 = 0.
double log_power(double base, double power) { return power == 0 ? 0 : power * std::log(base); }

/// The likelihood of the odds as a function of the weights.
struct Likelihood {
  Likelihood(std::span<const std::uint64_t> odds, const std::vector<double>& grid) {
    const double paths = static_cast<double>(odds.size() - 1);
    for (std::size_t k = 0; k < odds.size(); ++k) {
      if (odds[k] == 0) continue;
      const double wins = static_cast<double>(k);
      double best = -INFINITY;
      std::vector<double> row;
      for (const double p : grid) {
        row.push_back(log_power(p, wins) + log_power(1 - p, paths - wins));
        best = std::max(best, row.back());
      }
      for (const double value : row) likelihood.push_back(std::exp(value - best));
      scale.push_back(best);
      draws.push_back(static_cast<double>(odds[k]));
    }
    all_draws = std::accumulate(draws.begin(), draws.end(), 0.0);
  }

  /// Fewer where a step is long (a draw of very many paths), so that none waits for seconds.
  int most_steps() const {
    constexpr std::size_t most_terms = 100'000'000;
    return std::min(mixing_steps, std::max(8, static_cast<int>(most_terms / likelihood.size())));
  }

  /// One step of EM from `weight` to `next`. Returns the bound of what is left to gain; `value` is
  /// the log likelihood at `weight`.
  double step(const std::vector<double>& weight, std::vector<double>& next, double& value) const {
    next.assign(grid_size, 0);
    value = 0;
    for (std::size_t row = 0; row < draws.size(); ++row) {
      if (draws[row] == 0) continue;
      const double* of_row = likelihood.data() + row * grid_size;
      double mixed = 0;
      for (std::size_t j = 0; j < grid_size; ++j) mixed += weight[j] * of_row[j];
      value += draws[row] * (std::log(mixed) + scale[row]);
      const double factor = draws[row] / (all_draws * mixed);
      for (std::size_t j = 0; j < grid_size; ++j) next[j] += factor * of_row[j];
    }
    const double steepest = *std::max_element(next.begin(), next.end());
    for (std::size_t j = 0; j < grid_size; ++j) next[j] *= weight[j];
    return all_draws * (steepest - 1);
  }

  std::vector<double> likelihood;  // [row][grid], each row scaled to a largest value of 1
  std::vector<double> scale;       // [row], the log of what it was scaled by
  std::vector<double> draws;       // [row]
  double all_draws = 0;
};

/// Climbs from `mixing.weight` until a step gains little.
void climb(const Likelihood& likelihood, Mixing& mixing) {
  std::vector<double> next;
  for (mixing.steps = 0; mixing.steps < likelihood.most_steps(); ++mixing.steps) {
    const double before = mixing.log_likelihood;
    mixing.gap = likelihood.step(mixing.weight, next, mixing.log_likelihood);
    if (mixing.steps > 0 && mixing.log_likelihood - before < mixing_gain) return;
    mixing.weight.swap(next);
  }
}

/// `draws` of as many draws, with replacement.
std::vector<double> resampled(const std::vector<double>& draws, double all,
                              std::mt19937_64& random) {
  std::vector<double> sample;
  double left = all, missing = all;
  for (const double count : draws) {
    const double share = left > 0 ? std::min(1.0, count / left) : 0;
    std::binomial_distribution<std::int64_t> binomial(static_cast<std::int64_t>(missing), share);
    sample.push_back(missing > 0 ? static_cast<double>(binomial(random)) : 0);
    missing -= sample.back();
    left -= count;
  }
  return sample;
}

}  // namespace

double Mixing::share_above(double value) const {
  double share = 0;
  for (std::size_t j = 0; j < grid.size(); ++j) share += grid[j] > value ? weight[j] : 0;
  return share;
}

double Mixing::quantile(double level) const {
  double share = 0;
  for (std::size_t j = 0; j < grid.size(); ++j)
    if ((share += weight[j]) >= level) return grid[j];
  return grid.back();
}

Mixing mixing_distribution(std::span<const std::uint64_t> odds) {
  Mixing mixing = equal_weights();
  climb(Likelihood(coarsened(odds), mixing.grid), mixing);
  return mixing;
}

std::vector<Mixing> mixing_resamples(std::span<const std::uint64_t> odds, int count) {
  const Mixing start = equal_weights();
  Likelihood likelihood(coarsened(odds), start.grid);
  const std::vector<double> draws = likelihood.draws;
  std::mt19937_64 random(20'260'101);
  std::vector<Mixing> resamples;
  for (int i = 0; i < count; ++i) {
    likelihood.draws = resampled(draws, likelihood.all_draws, random);
    resamples.push_back(start);
    climb(likelihood, resamples.back());
  }
  return resamples;
}

std::vector<double> raw_bins(std::span<const std::uint64_t> odds) {
  const double draws = static_cast<double>(std::accumulate(odds.begin(), odds.end(), 0ULL));
  std::vector<double> bins(odds_bins);
  for (std::size_t k = 0; k < odds.size(); ++k) {
    // In integers: a share that lies on a border belongs to the bin above it.
    const std::size_t bin = std::min<std::size_t>(k * odds_bins / (odds.size() - 1), odds_bins - 1);
    bins[bin] += static_cast<double>(odds[k]) / draws;
  }
  return bins;
}

std::vector<double> bins_of(const Mixing& mixing) {
  std::vector<double> bins(odds_bins);
  for (std::size_t j = 0; j < mixing.grid.size(); ++j)
    bins[std::min(static_cast<std::size_t>(mixing.grid[j] * odds_bins), bins.size() - 1)] +=
        mixing.weight[j];
  return bins;
}

}  // namespace racecast
