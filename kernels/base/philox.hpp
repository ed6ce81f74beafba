// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011,
// "Parallel random numbers: as easy as 1, 2, 3").
//
// The counter says what the number is for, so that any path can be computed alone, in any order:
//
//   word 0, and bits 0-7 of word 1    trajectory (40 bits), or draw
//   word 1, bits 8-19                 month
//   word 1, bits 20-23                block of four numbers
//   word 1, bits 24-31                purpose (kernels/model/streams.hpp)
//   word 2                            0 for paths; the parameter's stream for priors
//   word 3                            replicate
//   key                               seed
#pragma once

#include "kernels/base/lanes.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr int trajectory_bits = 40;
inline constexpr int month_bits = 12;
inline constexpr int block_bits = 4;
inline constexpr int purpose_bits = 8;
static_assert(trajectory_bits + month_bits + block_bits + purpose_bits == 64);

inline constexpr std::uint32_t philox_m0 = 0xD2511F53u;
inline constexpr std::uint32_t philox_m1 = 0xCD9E8D57u;
inline constexpr std::uint32_t philox_w0 = 0x9E3779B9u;
inline constexpr std::uint32_t philox_w1 = 0xBB67AE85u;

/// Four words of 32 random bits, a lane for each path.
template <class W>
struct Words {
  W x, y, z, w;
};

/// Word 1 of the counter, without the bits of the trajectory.
RC_INLINE std::uint32_t counter_word(int purpose, int month, int block) {
  return static_cast<std::uint32_t>(purpose) << 24 | static_cast<std::uint32_t>(block) << 20 |
         static_cast<std::uint32_t>(month) << 8;
}

/// `rounds` rounds, the first of which is round number `first` (from 0).
template <class W>
RC_INLINE Words<W> philox_rounds(Words<W> c, std::uint64_t key, int first, int rounds) {
  const std::uint32_t n = static_cast<std::uint32_t>(first);
  std::uint32_t k0 = static_cast<std::uint32_t>(key) + n * philox_w0;
  std::uint32_t k1 = static_cast<std::uint32_t>(key >> 32) + n * philox_w1;
  RC_UNROLL
  for (int round = 0; round < rounds; ++round) {
    const Product<W> p0 = product(philox_m0, c.x), p1 = product(philox_m1, c.z);
    c = {exclusive_or(p1.high, c.y, k0), p1.low, exclusive_or(p0.high, c.w, k1), p0.low};
    k0 += philox_w0;
    k1 += philox_w1;
  }
  return c;
}

template <class W>
RC_INLINE Words<W> philox(Words<W> counter, std::uint64_t key) {
  return philox_rounds(counter, key, 0, 10);
}

/// The random numbers of one path. What the trajectory alone decides of the first three of the ten
/// rounds is computed once a path, not once a number: five of their six products.
template <class F>
class PathStream {
 public:
  using Word = WordOf<F>;

  PathStream() = default;
  /// `trajectory_low`: low 32 bits of each lane's trajectory; the high bits are the same in all
  /// lanes.
  RC_INLINE PathStream(Word trajectory_low, std::uint32_t trajectory_high, std::uint64_t seed,
                       std::uint32_t replicate)
      : high_(trajectory_high) {
    const std::uint32_t k0 = static_cast<std::uint32_t>(seed);
    const std::uint32_t k1 = static_cast<std::uint32_t>(seed >> 32);
    const Product<Word> first = product(philox_m0, trajectory_low);
    const Product<Word> second = product(philox_m1, first.high ^ (replicate ^ k1));
    const Product<Word> third = product(philox_m0, second.high ^ (k0 + philox_w0));
    first_low_ = first.low;
    second_low_ = second.low;
    third_low_ = third.low;
    third_high_ = third.high ^ (k1 + 2 * philox_w1);
  }

  /// The block of numbers of a counter_word(), as philox() gives it for the counter above. `seed`
  /// is that of the constructor: it is at hand everywhere and need not be kept here.
  RC_INLINE Words<Word> operator()(std::uint64_t seed, std::uint32_t counter) const {
    const Product<std::uint32_t> p0 = first_product(seed, counter);
    return later_rounds<Word>(
        seed, {first_low_ ^ p0.high, second_low_, third_high_ ^ p0.low, third_low_});
  }

#if RC_WIDTH > 1
  /// The blocks of two counters side by side: the rounds of one wait for their products while the
  /// other's go on.
  RC_INLINE auto operator()(std::uint64_t seed, std::uint32_t counter, std::uint32_t other) const {
    const Product<std::uint32_t> a = first_product(seed, counter), b = first_product(seed, other);
    using Two = decltype(beside(first_low_, first_low_));
    return later_rounds<Two>(
        seed, {beside(first_low_ ^ a.high, first_low_ ^ b.high), beside(second_low_, second_low_),
               beside(third_high_ ^ a.low, third_high_ ^ b.low), beside(third_low_, third_low_)});
  }
#endif

 private:
  /// The product of the first round that the counter alone decides, its halves as the second and
  /// third round want them.
  RC_INLINE Product<std::uint32_t> first_product(std::uint64_t seed, std::uint32_t counter) const {
    const std::uint32_t k0 = static_cast<std::uint32_t>(seed);
    const std::uint32_t k1 = static_cast<std::uint32_t>(seed >> 32);
    const Product<std::uint32_t> p = product(philox_m0, (counter | high_) ^ k0);
    return {p.high ^ (k1 + philox_w1), p.low};
  }
  /// `begun`: x, y, z, w = what the third round multiplies of the second, and the rest of its
  /// words.
  template <class W>
  RC_INLINE static Words<W> later_rounds(std::uint64_t seed, const Words<W>& begun) {
    const std::uint32_t k0 = static_cast<std::uint32_t>(seed);
    const Product<W> p1 = product(philox_m1, begun.x);
    return philox_rounds<W>({p1.high ^ begun.y ^ (k0 + 2 * philox_w0), p1.low, begun.z, begun.w},
                            seed, 3, 7);
  }

  std::uint32_t high_;
  Word first_low_, second_low_, third_low_, third_high_;
};

}  // namespace RC_ISA
}  // namespace racecast
