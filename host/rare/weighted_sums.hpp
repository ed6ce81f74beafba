// Exact sums over weighted draws: whole numbers, so that no order of adding shows.
#pragma once

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace racecast {

/// A sum over 2^40 draws of squares of a weight of 62 bits times a count of 32 bits fits.
using WideSum = boost::multiprecision::uint256_t;

/// Over draws of weight w (in units of 2^-60) of which k paths have the outcome.
struct WeightedSums {
  std::uint64_t draws = 0;
  std::uint64_t event_draws = 0;          ///< with k > 0
  std::uint64_t event_paths = 0;          ///< sum of k
  WideSum weight = 0, weight_square = 0;  ///< w, w^2
  WideSum event = 0, event_square = 0;    ///< w k, (w k)^2
  WideSum plain_square = 0;               ///< w k^2: what the square would be under the priors

  void add(std::uint64_t w, std::uint32_t k);
  friend bool operator==(const WeightedSums&, const WeightedSums&) = default;
};

/// The largest w k of a run, as many as a fit of their tail can want.
class LargestWeights {
 public:
  static constexpr std::size_t most = std::size_t{1} << 14;

  void add(std::uint64_t w, std::uint32_t k);
  /// In units of weight, falling.
  std::vector<double> falling() const;
  friend bool operator==(const LargestWeights& a, const LargestWeights& b) {
    return a.falling() == b.falling();
  }

 private:
  std::vector<double> heap_;  ///< the smallest in front
};

/// Of a whole run: the draws of the priors (even), then the shifted ones (odd).
struct WeightedRun {
  std::array<WeightedSums, 2> half;
  LargestWeights largest;

  void add(std::uint64_t draw, std::uint64_t w, std::uint32_t k);
  /// SHA-256 of all sums: the same on every device.
  std::string digest() const;
  friend bool operator==(const WeightedRun&, const WeightedRun&) = default;
};

}  // namespace racecast
