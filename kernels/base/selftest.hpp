// Does this thread do IEEE arithmetic as the digests assume? Compilers, flags of other libraries in
// the process and the control register can all take that away. And are its random numbers Philox's?
#pragma once

#include "kernels/base/philox.hpp"

namespace racecast {
inline namespace RC_ISA {

enum SelfTestFault : int {
  contracted = 1,       ///< a * b + c became a fused multiply-add
  flushed_result = 2,   ///< subnormal results become 0
  flushed_operand = 4,  ///< subnormal operands count as 0
  inexact_division = 8,
  inexact_root = 16,
  not_to_nearest = 32,
  wrong_random_words = 64,  ///< Philox4x32-10 does not give its known answers
};

/// Inputs of the test, volatile so that no compiler computes the answer itself.
struct SelfTestInput {
  volatile float almost_one = 0x1.001p0f;
  volatile float smallest_normal = 0x1p-126f;
  volatile float three = 3.0f, two = 2.0f, one = 1.0f;
  volatile std::uint32_t zero = 0;
};

/// Faults found, or 0. Run on every worker thread: the control register belongs to the thread.
RC_HD inline int floating_point_faults(const SelfTestInput& in) {
  int faults = 0;
  const float a = in.almost_one, b = in.almost_one;
  volatile float product = a * b;
  if (in.almost_one * in.almost_one - product != 0.0f) faults |= contracted;
  volatile float half = in.smallest_normal * 0.5f;
  if (!(half > 0.0f)) faults |= flushed_result;
  volatile float whole = half * in.two;
  if (whole != in.smallest_normal) faults |= flushed_operand;
  if (in.one / in.three != 0x1.555556p-2f) faults |= inexact_division;
#ifdef __CUDA_ARCH__
  const float root = __fsqrt_rn(in.two);
#else
  const float root = __builtin_sqrtf(in.two);
#endif
  if (root != 0x1.6a09e6p+0f) faults |= inexact_root;
  if (in.almost_one + 0x1p-24f != in.almost_one) faults |= not_to_nearest;
  if (in.almost_one + 0x1.8p-24f == in.almost_one) faults |= not_to_nearest;
  return faults;
}

/// The block of four words of one known answer.
RC_HD inline bool gives(const Words<std::uint32_t>& counter, std::uint64_t key,
                        const Words<std::uint32_t>& answer) {
  const Words<std::uint32_t> words = philox(counter, key);
  return words.x == answer.x && words.y == answer.y && words.z == answer.z && words.w == answer.w;
}

/// Philox4x32-10 against its published known answers (Random123, tests/kat_vectors): faults, or 0.
RC_HD inline int random_number_faults(const SelfTestInput& in) {
  const std::uint32_t zero = in.zero, ones = ~zero;
  const bool right =
      gives({zero, zero, zero, zero}, zero, {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}) &&
      gives({ones, ones, ones, ones}, ~std::uint64_t{zero},
            {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}) &&
      gives({0x243f6a88u ^ zero, 0x85a308d3u, 0x13198a2eu, 0x03707344u}, 0x299f31d0a4093822ull,
            {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u});
  return right ? 0 : wrong_random_words;
}

}  // namespace RC_ISA
}  // namespace racecast
