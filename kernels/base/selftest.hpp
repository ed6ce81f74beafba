// Does this thread do IEEE arithmetic as the digests assume? Compilers, flags of other libraries in
// the process and the control register can all take that away.
#pragma once

#include "kernels/base/platform.hpp"

namespace racecast {
inline namespace RC_ISA {

enum SelfTestFault : int {
  contracted = 1,       ///< a * b + c became a fused multiply-add
  flushed_result = 2,   ///< subnormal results become 0
  flushed_operand = 4,  ///< subnormal operands count as 0
  inexact_division = 8,
  inexact_root = 16,
  not_to_nearest = 32,
};

/// Inputs of the test, volatile so that no compiler computes the answer itself.
struct SelfTestInput {
  volatile float almost_one = 0x1.001p0f;
  volatile float smallest_normal = 0x1p-126f;
  volatile float three = 3.0f, two = 2.0f, one = 1.0f;
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

}  // namespace RC_ISA
}  // namespace racecast
