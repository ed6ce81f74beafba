#include "host/inference/paired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

constexpr double beyond = 0.025;  // of a two-sided 95 % interval

std::uint64_t batch_count(const Result& result, int batch, int threshold, int outcome) {
  return result
      .counts[static_cast<std::size_t>(result.layout.outcome_batch(batch, threshold, outcome))];
}

/// Trajectories of a batch, which every threshold has.
std::uint64_t batch_size(const Result& result, int batch) {
  std::uint64_t size = 0;
  for (int outcome = 0; outcome < outcome_count; ++outcome)
    size += batch_count(result, batch, 0, outcome);
  return size;
}

double probability(const Result& result, int threshold, int outcome) {
  std::uint64_t events = 0;
  for (int batch = 0; batch < outcome_batches; ++batch)
    events += batch_count(result, batch, threshold, outcome);
  return static_cast<double>(events) / static_cast<double>(result.trajectories());
}

struct Spread {
  double variance = 0, batches = 0;
};

/// Of the mean difference, from its spread over batches.
Spread paired_spread(const Result& a, const Result& b, int in_a, int in_b, int outcome,
                     double difference) {
  double squares = 0, batches = 0;
  for (int batch = 0; batch < outcome_batches; ++batch) {
    const double size = static_cast<double>(batch_size(a, batch));
    if (size == 0) continue;
    ++batches;
    const double events = static_cast<double>(batch_count(b, batch, in_b, outcome)) -
                          static_cast<double>(batch_count(a, batch, in_a, outcome));
    const double deviation = events - difference * size;
    squares += deviation * deviation;
  }
  const double n = static_cast<double>(a.trajectories());
  return {batches > 1 ? batches / (batches - 1) * squares / (n * n) : 0, batches};
}

}  // namespace

std::optional<std::string> find_pairing_obstacle(const Result& a, const Result& b) {
  const Provenance& of_a = a.provenance;
  const Provenance& of_b = b.provenance;
  if (of_a.model != of_b.model)
    return fmt::format("models {} and {}", shown(of_a.model), shown(of_b.model));
  if (of_a.seed != of_b.seed) return fmt::format("seeds {} and {}", of_a.seed, of_b.seed);
  if (of_a.first_draw != of_b.first_draw)
    return fmt::format("first draws {} and {}", of_a.first_draw, of_b.first_draw);
  if (of_a.draws != of_b.draws) return fmt::format("{} and {} draws", of_a.draws, of_b.draws);
  if (a.layout.paths_per_draw != b.layout.paths_per_draw)
    return fmt::format("{} and {} paths a draw", a.layout.paths_per_draw, b.layout.paths_per_draw);
  if (a.start != b.start) return fmt::format("starts {} and {}", a.start.text(), b.start.text());
  if (a.layout.horizon != b.layout.horizon)
    return fmt::format("{} and {} months", a.layout.horizon, b.layout.horizon);
  return {};
}

Difference paired_difference(const Result& a, const Result& b, int in_a, int in_b, int outcome,
                             bool same) {
  Difference result;
  result.estimate = probability(b, in_b, outcome) - probability(a, in_a, outcome);
  if (same) return result;  // no difference, no error
  const Spread spread = paired_spread(a, b, in_a, in_b, outcome, result.estimate);
  result.standard_error = std::sqrt(spread.variance);
  double half = 1 - std::pow(beyond, 1 / static_cast<double>(a.draws()));
  if (result.standard_error > 0)
    half = result.standard_error *
           boost::math::quantile(boost::math::students_t(spread.batches - 1), 1 - beyond);
  else if (spread.batches < 2)
    half = 1;
  result.low = std::max(-1.0, result.estimate - half);
  result.high = std::min(1.0, result.estimate + half);
  return result;
}

double median_difference(double a, double b) {
  return std::isfinite(a) && std::isfinite(b) ? b - a : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace racecast
