#include "host/calibrate/calibrate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

/// Errors at evenly spread probabilities, in an order that is unrelated to the paths'.
double spread_error(std::size_t i) {
  const double turn = (static_cast<double>(i) + 0.5) * std::numbers::phi;
  return normal_quantile(std::clamp(turn - std::floor(turn), 1e-9, 1 - 1e-9));
}

/// All the numbers that are foretold, [observation][world and path].
std::vector<std::vector<double>> foretold_numbers(const Target& target, std::span<const float> z,
                                                  const RunControl& control) {
  const std::size_t observations = target.history().observations.size();
  const auto paths = static_cast<std::size_t>(target.paths_per_draw());
  const std::size_t worlds = z.size() / target.width();
  std::vector<std::vector<double>> numbers(observations, std::vector<double>(worlds * paths));
  target.predict(
      z, 0,
      [&](std::size_t row, std::span<const double> predicted) {
        for (std::size_t i = 0; i < observations; ++i)
          std::ranges::copy(predicted.subspan(i * paths, paths),
                            numbers[i].begin() + static_cast<std::ptrdiff_t>(row * paths));
      },
      control);
  return numbers;
}

Foretold summary_of(std::vector<double> numbers, double error, double observed) {
  Foretold foretold;
  double below = 0;
  for (const double number : numbers)
    below += std::erfc((number - observed) / (error * std::numbers::sqrt2)) / 2;
  foretold.place = below / static_cast<double>(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] += error * spread_error(i);
  std::ranges::sort(numbers);
  const auto at = [&](double share) {
    return numbers[static_cast<std::size_t>(share * static_cast<double>(numbers.size()))];
  };
  foretold.low = at(0.05), foretold.median = at(0.5), foretold.high = at(0.95);
  return foretold;
}

std::vector<Foretold> foretold_by(const Target& target, std::span<const float> z,
                                  const RunControl& control) {
  const History& history = target.history();
  const std::vector<std::vector<double>> numbers = foretold_numbers(target, z, control);
  std::vector<Foretold> all;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Observation& seen = history.observations[i];
    const double error = std::hypot(seen.error, history.series[seen.series].coverage_error);
    all.push_back(summary_of(numbers[i], error, seen.log_value));
  }
  return all;
}

/// Places in `weight`, which sums to 1, of `count` draws picked by systematic resampling, from the
/// middle of the first stretch on.
std::vector<std::size_t> resampled(const std::vector<double>& weight, std::size_t count) {
  std::vector<std::size_t> picked;
  double below = weight.empty() ? 0 : weight[0];
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    while (below < share && at + 1 < weight.size()) below += weight[++at];
    picked.push_back(at);
  }
  return picked;
}

}  // namespace

PredictiveCheck check_predictions(const Target& target, const Posterior& posterior,
                                  std::uint64_t worlds, const RunControl& control) {
  std::vector<float> z;
  for (const std::size_t i : resampled(posterior.weight, static_cast<std::size_t>(worlds)))
    z.insert(z.end(), posterior.z.begin() + static_cast<std::ptrdiff_t>(i * target.width()),
             posterior.z.begin() + static_cast<std::ptrdiff_t>((i + 1) * target.width()));
  return {foretold_by(target, target.standard_scores(0, worlds), control),
          foretold_by(target, z, control)};
}

}  // namespace racecast
