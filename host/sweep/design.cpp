#include "host/sweep/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "host/design/sobol.hpp"
#include "host/text/number_text.hpp"
#include "kernels/base/philox.hpp"

namespace racecast {
namespace {

constexpr int exact_bits = 53;  // of a double

double unit_number(std::uint64_t bits) {
  return std::ldexp(static_cast<double>(bits >> (64 - exact_bits)), -exact_bits);
}

/// What a random number of a hypercube is for; a part of its counter, beside 3 of SobolSequence.
enum Purpose : std::uint32_t { order = 1, place = 2 };

std::uint64_t random_bits(std::uint64_t seed, Purpose purpose, std::size_t axis,
                          std::size_t point) {
  const Words<std::uint32_t> words = philox<std::uint32_t>(
      {static_cast<std::uint32_t>(point), purpose, static_cast<std::uint32_t>(axis), 0}, seed);
  return std::uint64_t{words.x} << 32 | words.y;
}

/// A whole number below `end`, from the high half of a product (Lemire, ACM Transactions on
/// Modeling and Computer Simulation 29, 2019): uneven by less than 2^-46 for what a sweep may have.
std::size_t below(std::size_t end, std::uint64_t bits) {
  const std::uint64_t high = bits >> 32, low = bits & 0xffff'ffffu;
  return (end * high + (end * low >> 32)) >> 32;
}

}  // namespace

Design latin_hypercube(int points, int axes, std::uint64_t seed) {
  const auto n = static_cast<std::size_t>(points), width = static_cast<std::size_t>(axes);
  Design design(n, std::vector<double>(width));
  std::vector<std::size_t> stratum(n);
  for (std::size_t axis = 0; axis < width; ++axis) {
    std::iota(stratum.begin(), stratum.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)  // Fisher and Yates
      std::swap(stratum[i - 1], stratum[below(i, random_bits(seed, order, axis, i))]);
    for (std::size_t point = 0; point < n; ++point) {
      const double within = unit_number(random_bits(seed, place, axis, point));
      const double at = (static_cast<double>(stratum[point]) + within) / static_cast<double>(n);
      design[point][axis] = std::min(at, std::nextafter(1.0, 0.0));
    }
  }
  return design;
}

Design sobol_points(int points, int axes, std::uint64_t seed) {
  const auto n = static_cast<std::size_t>(points), width = static_cast<std::size_t>(axes);
  SobolSequence sequence(width);
  if (seed != 0) sequence.shift(seed);
  Design design(n, std::vector<double>(width));
  std::vector<std::uint64_t> bits(width);
  for (std::vector<double>& point : design) {
    sequence.next(bits);
    std::transform(bits.begin(), bits.end(), point.begin(), unit_number);
  }
  return design;
}

AxisValue value_at(const SweepAxis& axis, double share) {
  const double value = axis.logarithmic ? axis.low * std::pow(axis.high / axis.low, share)
                                        : axis.low + (axis.high - axis.low) * share;
  const std::string digits = fmt::format("{:.11e}", std::clamp(value, axis.low, axis.high));
  const double number = std::clamp(parse_number(digits).value_or(value), axis.low, axis.high);
  const std::string text = number_text(number);
  return {text, text, number, axis.place};
}

}  // namespace racecast
