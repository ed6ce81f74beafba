// Sobol's sequence as integers: the points of designs, the same everywhere.
#pragma once

#include <boost/random/sobol.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/base/philox.hpp"

namespace racecast {

/// The first points of Sobol's sequence with the direction numbers of Joe and Kuo (SIAM Journal on
/// Scientific Computing 30, 2008, 2635-2654), the origin among them: without it 2^m points would
/// not be balanced (Owen, On dropping the first Sobol' point, 2020).
class SobolSequence {
 public:
  static constexpr std::size_t most_axes = 3667;  ///< that have direction numbers

  /// 1 to most_axes axes.
  explicit SobolSequence(std::size_t axes) : sequence_(axes), flipped_(axes) {}

  /// A digital shift that is random by `seed`, the key of Philox, an axis a shift: each
  /// coordinate's bits are flipped alike in all points, which keeps their balance, takes the first
  /// point away from the corner and makes every point uniform in the cube. Another
  /// `set` has other shifts.
  void shift(std::uint64_t seed, std::uint32_t set = 0) {
    constexpr std::uint32_t purpose = 3;  // beside those of latin_hypercube()
    for (std::size_t axis = 0; axis < flipped_.size(); ++axis) {
      const Words<std::uint32_t> words =
          philox<std::uint32_t>({0, purpose, static_cast<std::uint32_t>(axis), set}, seed);
      flipped_[axis] = std::uint64_t{words.x} << 32 | words.y;
    }
  }

  /// The next point: a binary fraction of 64 bits for each axis.
  void next(std::span<std::uint64_t> point) {
    for (std::size_t axis = 0; axis < flipped_.size(); ++axis) {
      const std::uint64_t bits = first_ ? 0 : sequence_();  // Boost leaves the origin out
      point[axis] = bits ^ flipped_[axis];
    }
    first_ = false;
  }
  /// The point of this number, from 0; the one after it is next.
  void at(std::uint64_t number, std::span<std::uint64_t> point) {
    first_ = number == 0;
    sequence_.seed(first_ ? 0 : number - 1);
    next(point);
  }

 private:
  boost::random::sobol sequence_;
  std::vector<std::uint64_t> flipped_;
  bool first_ = true;
};

}  // namespace racecast
