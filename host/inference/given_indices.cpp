// First-order Sobol' indices from draws that were made for another purpose.
#include <algorithm>
#include <limits>

#include "host/inference/drivers.hpp"
#include "host/inference/parallel.hpp"
#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_batches = 64, resamples = 200;

/// What of a sample does not depend on the parameter.
struct Outcomes {
  std::size_t draws, thresholds;
  Resamples resampled;
  std::vector<double> share = std::vector<double>(draws * thresholds);  ///< [draw][threshold]
  /// [threshold][column]: sum of squares of the shares, and V.
  std::vector<double> squares = std::vector<double>(thresholds * resampled.columns());
  std::vector<double> variance = squares;

  std::size_t columns() const { return resampled.columns(); }
  std::size_t batch_of(std::size_t draw) const { return draw * resampled.units() / draws; }
};

void add_up(const WorldOdds& odds, int threshold, std::size_t t, Outcomes& outcomes) {
  const double n = odds.paths;
  const std::size_t columns = outcomes.columns();
  std::vector<double> count(columns), sum(columns), chance(columns);
  double* squares = outcomes.squares.data() + t * columns;
  for (std::size_t draw = 0; draw < outcomes.draws; ++draw) {
    const double k = odds.of(threshold)[draw], y = k / n;
    outcomes.share[draw * outcomes.thresholds + t] = y;
    const std::size_t batch = outcomes.batch_of(draw);
    outcomes.resampled.add(batch, 1, count.data());
    outcomes.resampled.add(batch, y, sum.data());
    outcomes.resampled.add(batch, y * y, squares);
    outcomes.resampled.add(batch, n > 1 ? k * (n - k) / (n * n * (n - 1)) : 0, chance.data());
  }
  for (std::size_t i = 0; i < columns; ++i)
    outcomes.variance[t * columns + i] =
        (squares[i] - sum[i] * sum[i] / count[i]) / (count[i] - 1) - chance[i] / count[i];
}

/// Sums of one parameter: [batch][bin][1 + threshold], draws first and then shares.
std::vector<double> bin_sums(const float* score, std::size_t bins, const Outcomes& outcomes) {
  std::vector<float> edges;
  for (std::size_t bin = 1; bin < bins; ++bin)
    edges.push_back(
        static_cast<float>(normal_quantile(static_cast<double>(bin) / static_cast<double>(bins))));
  const std::size_t width = 1 + outcomes.thresholds;
  std::vector<double> sums(outcomes.resampled.units() * bins * width);
  for (std::size_t draw = 0; draw < outcomes.draws; ++draw) {
    const auto bin = static_cast<std::size_t>(
        std::upper_bound(edges.begin(), edges.end(), score[draw]) - edges.begin());
    double* to = sums.data() + (outcomes.batch_of(draw) * bins + bin) * width;
    to[0] += 1;
    for (std::size_t t = 0; t < outcomes.thresholds; ++t)
      to[1 + t] += outcomes.share[draw * outcomes.thresholds + t];
  }
  return sums;
}

/// What a bin adds to the sums over bins, of each threshold and resample.
struct OverBins {
  std::vector<double> bins, count;  ///< [column]: bins that are not empty, draws
  std::vector<double> sum,
      squares;  ///< [threshold][column]: of shares; of (sum of a bin)^2 / draws
};

OverBins over_bins(const std::vector<double>& sums, std::size_t bins, const Outcomes& outcomes) {
  const std::size_t columns = outcomes.columns(), thresholds = outcomes.thresholds;
  const std::size_t width = 1 + thresholds;
  OverBins all{std::vector<double>(columns), std::vector<double>(columns),
               std::vector<double>(thresholds * columns),
               std::vector<double>(thresholds * columns)};
  std::vector<double> of_bin(width * columns);
  for (std::size_t bin = 0; bin < bins; ++bin) {
    std::fill(of_bin.begin(), of_bin.end(), 0.0);
    for (std::size_t batch = 0; batch < outcomes.resampled.units(); ++batch)
      for (std::size_t i = 0; i < width; ++i)
        if (const double value = sums[(batch * bins + bin) * width + i]; value != 0)
          outcomes.resampled.add(batch, value, of_bin.data() + i * columns);
    for (std::size_t column = 0; column < columns; ++column) {
      const double count = of_bin[column];
      if (count == 0) continue;
      all.bins[column] += 1, all.count[column] += count;
      for (std::size_t t = 0; t < thresholds; ++t) {
        const double sum = of_bin[(1 + t) * columns + column];
        all.sum[t * columns + column] += sum;
        all.squares[t * columns + column] += sum * sum / count;
      }
    }
  }
  return all;
}

Interval index_of(const OverBins& all, std::size_t t, const Outcomes& outcomes) {
  std::vector<double> index(outcomes.columns(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < index.size(); ++i) {
    const std::size_t at = t * index.size() + i;
    const double draws = all.count[i], bins = all.bins[i], variance = outcomes.variance[at];
    const double sum = all.sum[at], squares = all.squares[at];
    if (draws <= bins || !(variance > 0)) continue;
    const double within = outcomes.squares[at] - squares;
    const double between = squares - sum * sum / draws;
    index[i] = (between - (bins - 1) * within / (draws - bins)) / draws / variance;
  }
  return normal_interval(index);
}

}  // namespace

std::size_t index_bins(std::size_t draws) {
  std::size_t bins = 4;
  while (bins < 64 && 4 * bins * bins * 4 <= draws) bins *= 2;
  return bins;
}

std::vector<GivenIndices> given_indices(const WorldSample& sample, std::span<const int> thresholds,
                                        std::uint64_t seed) {
  const std::size_t draws = sample.odds.draws;
  const std::size_t batches = std::clamp<std::size_t>(draws / 8, 1, most_batches);
  Outcomes outcomes{draws, thresholds.size(), Resamples(batches, resamples, seed)};
  const std::size_t bins = index_bins(draws);
  std::vector<GivenIndices> found(thresholds.size());
  for (std::size_t t = 0; t < found.size(); ++t) {
    add_up(sample.odds, thresholds[t], t, outcomes);
    found[t].between = outcomes.variance[t * outcomes.columns()];
    found[t].first.resize(sample.scores.priors);
  }
  for_each_in_parallel(sample.scores.priors, 0, [&](std::size_t prior) {
    const OverBins all =
        over_bins(bin_sums(sample.scores.of(prior), bins, outcomes), bins, outcomes);
    for (std::size_t t = 0; t < found.size(); ++t)
      found[t].first[prior] = index_of(all, t, outcomes);
  });
  return found;
}

}  // namespace racecast
