#include "host/rare/weighted_sums.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "host/files/sha256.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/weights.hpp"
#include "host/rare/proposal.hpp"

namespace racecast {
namespace {

double in_weights(const WideSum& sum) { return std::ldexp(sum.convert_to<double>(), -weight_bits); }
double in_squares(const WideSum& sum) {
  return std::ldexp(sum.convert_to<double>(), -2 * weight_bits);
}

/// A sum over a half of a run and the sum of squares: what they give to the variance of the sum.
struct Part {
  double draws, variance;  // n s^2
};
Part part_of(std::uint64_t draws, double sum, double squares) {
  const double n = static_cast<double>(draws);
  if (draws < 2) return {n, 0};
  return {n, std::max(0.0, squares - sum * sum / n) * n / (n - 1)};
}

/// Degrees of freedom of the sum of two variances (Welch 1947, Satterthwaite 1946).
double degrees_of(const Part& a, const Part& b) {
  const double sum = a.variance + b.variance;
  const auto term = [](const Part& part) {
    return part.variance > 0 ? part.variance * part.variance / (part.draws - 1) : 0;
  };
  return sum * sum / (term(a) + term(b));
}

/// What the draws of the priors alone can bear, however the shifted ones were weighed.
void set_bound(RareEstimate& estimate, const WeightedRun& run) {
  std::uint64_t events = run.half[0].event_draws;
  if (estimate.draws_of_priors == estimate.draws) events += run.half[1].event_draws;
  const double draws = static_cast<double>(estimate.draws_of_priors);
  estimate.low = 0;
  estimate.high = draws > 0 ? clopper_pearson_high(static_cast<double>(events), draws) : 1;
}

void set_interval(RareEstimate& estimate, double degrees) {
  const auto quantile = [](const auto& law) { return boost::math::quantile(law, 0.975); };
  const double p = estimate.probability;
  double size = estimate.effective_draws;
  if (estimate.error > 0) {
    const double ratio =
        quantile(boost::math::normal()) / quantile(boost::math::students_t(std::max(1.0, degrees)));
    size = p * std::max(0.0, 1 - p) / (estimate.error * estimate.error) * ratio * ratio;
  }
  if (size <= 0) return;
  estimate.low = clopper_pearson_low(p * size, size);
  estimate.high = clopper_pearson_high(p * size, size);
}

void set_weights(RareEstimate& estimate, const WeightedRun& run) {
  double sum = 0, squares = 0, variance = 0;
  for (const WeightedSums& half : run.half) {
    const double of_half = in_weights(half.weight), square = in_squares(half.weight_square);
    sum += of_half;
    squares += square;
    variance += part_of(half.draws, of_half, square).variance;
  }
  const double n = static_cast<double>(estimate.draws);
  estimate.weight_mean = sum / n;
  estimate.weight_error = std::sqrt(variance) / n;
  estimate.effective_draws = effective_size(sum, squares);
}

/// What only draws with the outcome tell.
void set_events(RareEstimate& estimate, const WeightedRun& run, double paths) {
  double event = 0, square = 0, plain = 0;
  for (const WeightedSums& half : run.half) {
    event += in_weights(half.event);
    square += in_squares(half.event_square);
    plain += in_weights(half.plain_square);
  }
  estimate.effective_events = effective_size(event, square);
  const std::vector<double> falling = run.largest.falling();
  estimate.largest_share = falling.front() / event;
  estimate.pareto_shape = pareto_shape(falling, estimate.event_draws);
  estimate.within = paths > 1 ? (plain / event - 1) / (paths - 1) : 1;
  const double n = static_cast<double>(estimate.draws), p = estimate.probability;
  const double of_plain_draw = plain / n / (paths * paths) - p * p;
  estimate.effective_plain = of_plain_draw / (estimate.error * estimate.error);
  estimate.gain = estimate.effective_plain / n;
}

}  // namespace

void WeightedSums::add(std::uint64_t w, std::uint32_t k) {
  const WideSum wide = w;
  ++draws;
  weight += wide;
  weight_square += wide * wide;
  if (k == 0) return;
  const WideSum counted = wide * k;
  ++event_draws;
  event_paths += k;
  event += counted;
  event_square += counted * counted;
  plain_square += counted * k;
}

void LargestWeights::add(std::uint64_t w, std::uint32_t k) {
  if (k == 0) return;
  const double value = static_cast<double>(w) / static_cast<double>(unit_weight) * k;
  if (heap_.size() == most) {
    if (value <= heap_.front()) return;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
  }
  heap_.push_back(value);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::vector<double> LargestWeights::falling() const {
  std::vector<double> sorted = heap_;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  return sorted;
}

void WeightedRun::add(std::uint64_t draw, std::uint64_t w, std::uint32_t k) {
  half[draw & 1].add(w, k);
  largest.add(w, k);
}

std::string WeightedRun::digest() const {
  Sha256 hash;
  for (const WeightedSums& sums : half) {
    const std::uint64_t counts[] = {sums.draws, sums.event_draws, sums.event_paths};
    hash.update_u64(counts);
    for (const WideSum* sum :
         {&sums.weight, &sums.weight_square, &sums.event, &sums.event_square, &sums.plain_square})
      hash.update(sum->str(0, std::ios_base::hex)).update("\n");
  }
  return hash.hex();
}

RareEstimate estimate_of(const WeightedRun& run, int paths_per_draw) {
  RareEstimate estimate;
  const double paths = paths_per_draw;
  Part parts[2];
  double sum = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    const WeightedSums& half = run.half[i];
    estimate.draws += half.draws;
    estimate.event_draws += half.event_draws;
    estimate.event_paths += half.event_paths;
    sum += in_weights(half.event);
    parts[i] = part_of(half.draws, in_weights(half.event), in_squares(half.event_square));
  }
  const WeightedSums& shifted = run.half[1];
  const bool is_plain = shifted.weight == WideSum(unit_weight) * shifted.draws;
  estimate.draws_of_priors = is_plain ? estimate.draws : run.half[0].draws;
  const double n = static_cast<double>(estimate.draws) * paths;
  estimate.probability = sum / n;
  estimate.error = std::sqrt(parts[0].variance + parts[1].variance) / n;
  set_weights(estimate, run);
  if (estimate.event_draws > 0) {
    set_events(estimate, run, paths);
  } else {
    estimate.gain = estimate.pareto_shape = std::numeric_limits<double>::quiet_NaN();
  }
  if (estimate.is_measured())
    set_interval(estimate, degrees_of(parts[0], parts[1]));
  else
    set_bound(estimate, run);
  return estimate;
}

}  // namespace racecast
