#include "host/inference/paired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {

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
  const BatchCounts of_a = batches_of(a, in_a, outcome), of_b = batches_of(b, in_b, outcome);
  const auto share = [](const Result& result, const BatchCounts& batches) {
    return static_cast<double>(
               std::accumulate(batches.events.begin(), batches.events.end(), std::uint64_t{0})) /
           static_cast<double>(result.trajectories());
  };
  Difference result;
  result.difference = share(b, of_b) - share(a, of_a);
  if (same) return result;  // no difference, no error
  std::vector<double> more(of_a.events.size());
  std::ranges::transform(of_b.events, of_a.events, more.begin(), [](auto events_b, auto events_a) {
    return static_cast<double>(events_b) - static_cast<double>(events_a);
  });
  const BatchSpread spread = spread_of_batches(more, of_a.trajectories, result.difference);
  result.standard_error = std::sqrt(spread.variance);
  double half = none_seen(a.draws());
  if (result.standard_error > 0)
    half = result.standard_error * student_quantile(spread.batches - 1);
  else if (spread.batches < 2)
    half = 1;
  result.low = std::max(-1.0, result.difference - half);
  result.high = std::min(1.0, result.difference + half);
  return result;
}

Difference unpaired_difference(const Probability& a, const Probability& b) {
  const auto variance = [](const Probability& p) {
    return p.estimate * (1 - p.estimate) / p.effective;
  };
  const double difference = b.estimate - a.estimate;
  return {difference, std::sqrt(variance(a) + variance(b)),
          difference - std::hypot(b.estimate - b.low, a.high - a.estimate),
          difference + std::hypot(b.high - b.estimate, a.estimate - a.low)};
}

double median_difference(double a, double b) {
  return std::isfinite(a) && std::isfinite(b) ? b - a : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace racecast
