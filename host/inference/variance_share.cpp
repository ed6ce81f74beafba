// How much of the uncertainty is about the world, and how much is chance within one.
#include <cmath>
#include <limits>

#include "host/inference/bootstrap.hpp"
#include "host/inference/mixing.hpp"

namespace racecast {
namespace {

struct Means {
  double draws = 0, share = 0, square = 0, within = 0;
};

/// k (n - k) / (n (n - 1)), which is p (1 - p) on average.
double within_of(double k, double n) { return n > 1 ? k * (n - k) / (n * (n - 1)) : 0; }

Means means_of(std::span<const std::uint64_t> odds) {
  const double n = static_cast<double>(odds.size() - 1);
  Means means;
  for (std::size_t i = 0; i < odds.size(); ++i) {
    const double k = static_cast<double>(i), draws = static_cast<double>(odds[i]);
    means.draws += draws;
    means.share += draws * k / n;
    means.square += draws * (k / n) * (k / n);
    means.within += draws * within_of(k, n);
  }
  means.share /= means.draws, means.square /= means.draws, means.within /= means.draws;
  return means;
}

/// Standard error of between / (between + within).
double error_of(std::span<const std::uint64_t> odds, const Means& means, double total,
                double share) {
  const double n = static_cast<double>(odds.size() - 1);
  double squares = 0;
  for (std::size_t i = 0; i < odds.size(); ++i) {
    const double k = static_cast<double>(i), x = k / n;
    const double within = within_of(k, n) - means.within;
    const double between = x * x - means.square - 2 * means.share * (x - means.share) - within / n;
    const double influence = (between - share * (between + within)) / total;
    squares += static_cast<double>(odds[i]) * influence * influence;
  }
  return means.draws > 1 ? std::sqrt(squares / (means.draws * (means.draws - 1)))
                         : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

VarianceShare variance_share(std::span<const std::uint64_t> odds) {
  const double n = static_cast<double>(odds.size() - 1);
  const Means means = means_of(odds);
  const double spread = means.square - means.share * means.share;
  const double unbiased = means.draws > 1 ? spread * means.draws / (means.draws - 1) : 0;
  VarianceShare result;
  result.within = means.within;
  result.between = unbiased - means.within / n;
  const double total = result.between + result.within;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  result.share = result.low = result.high = nan;
  if (means.draws < 2 || n < 2 || !(total > 0)) return result;
  result.share = result.between / total;
  const double half = two_sided * error_of(odds, means, total, result.share);
  result.low = result.share - half, result.high = result.share + half;
  return result;
}

}  // namespace racecast
