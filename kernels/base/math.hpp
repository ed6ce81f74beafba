// Elementary functions with the same bits on every machine.
//
// Only + - * / sqrt fma and integer operations, in a fixed order; no libm. The polynomials are
// minimax fits of our own. Errors against correctly rounded results, over the ranges named
// (measured by tests/base/math_test.cpp): exp, log, expm1, log1p, small_chance below 1.6 ulp,
// logistic below 2.6; sincos_half_turn below 1.7e-7. No function takes or returns a NaN.
#pragma once

#include "kernels/base/lanes.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr float exp_lowest = -87.0f;
inline constexpr float exp_highest = 88.0f;

/// x = k ln 2 + r, |r| <= ln 2 / 2, for x in [exp_lowest, exp_highest].
template <class F>
struct ExpParts {
  F r;
  WordOf<F> k;  ///< in the lowest bits
};
template <class F>
RC_INLINE ExpParts<F> split_exp(F x) {
  x = larger(smaller(x, splat<F>(exp_highest)), splat<F>(exp_lowest));
  const F shifted = fma(x, 0x1.715476p+0f, 0x1.8p+23f);  // adding 1.5 * 2^23 rounds to an integer
  const F k = shifted - 0x1.8p+23f;
  return {fma(k, -0x1.7f7d1cp-20f, fma(k, -0x1.62e400p-1f, x)), bits(shifted)};
}
/// exp(r) - 1 for |r| <= ln 2 / 2.
template <class F>
RC_INLINE F exp_less_one(F r) {
  F p = fma(r, 0x1.6a1aaep-10f, 0x1.123fc6p-7f);
  p = fma(p, r, 0x1.555916p-5f);
  p = fma(p, r, 0x1.55548ap-3f);
  p = fma(p, r, 0x1.fffffcp-2f);
  return fma(p, r * r, r);
}

/// exp(x). Saturates: x is taken into [exp_lowest, exp_highest], so that no result is 0, subnormal
/// or infinite.
template <class F>
RC_INLINE F exp(F x) {
  RC_WATCH_EXP(x);
  const ExpParts<F> parts = split_exp(x);
  // Times 2^k: k more in the exponent. The shift drops what else is in `k`.
  return from_bits(bits(exp_less_one(parts.r) + 1.0f) + (parts.k << 23));
}

/// exp(x) - 1, accurate near 0; same range as exp.
template <class F>
RC_INLINE F expm1(F x) {
  const ExpParts<F> parts = split_exp(x);
  const F scale = from_bits((parts.k << 23) + 0x3f800000u);
  return fma(scale, exp_less_one(parts.r), scale - 1.0f);
}

/// 1 - exp(-x) for x in [0, 1/6]: the chance of an event in a month, its hazard at most 2 a year.
template <class F>
RC_INLINE F small_chance(F x) {
  F p = fma(x, -0x1.40309ap-5f, 0x1.54d36ep-3f);
  p = fma(p, x, -0x1.fffe36p-2f);
  return fma(p * x, x, x);
}

/// log(1 + f) for a mantissa 1 + f in [2/3, 4/3), plus k ln 2 / 2^23.
template <class F>
RC_INLINE F log_parts(F f, F k) {
  F p = fma(f, -0x1.080646p-3f, 0x1.1e66c2p-3f);
  p = fma(p, f, -0x1.f310e8p-4f);
  p = fma(p, f, 0x1.1ed716p-3f);
  p = fma(p, f, -0x1.559dcep-3f);
  p = fma(p, f, 0x1.99d028p-3f);
  p = fma(p, f, -0x1.fffef0p-3f);
  p = fma(p, f, 0x1.555506p-2f);
  p = fma(p, f, -0.5f);
  p = fma(f * f, p, f);
  p = fma(k, 0x1.7f7d1cp-43f, p);
  return fma(k, 0x1.62e400p-24f, p);
}

/// log(x) for normal positive x (2^-126 and above).
template <class F>
RC_INLINE F log(F x) {
  const WordOf<F> u = bits(x);
  const WordOf<F> e = (u - 0x3f2aaaabu) & 0xff800000u;
  return log_parts(from_bits(u - e) - 1.0f, to_float(as_int(e)));
}

/// log(1 + x) for x in [-1 + 2^-24, 2^24], accurate near 0.
template <class F>
RC_INLINE F log1p(F x) {
  const F u = x + 1.0f;
  const F lost = x - (u - 1.0f);  // what rounding 1 + x left out
  return log(u) + lost / u;
}

/// 1 / (1 + exp(-x)).
template <class F>
RC_INLINE F logistic(F x) {
  return 1.0f / (1.0f + exp(-x));
}

template <class F>
struct SinCos {
  F sin, cos;
};
/// sin and cos of pi r for |r| <= 1/2.
template <class F>
RC_INLINE SinCos<F> sincos_half_turn(F r) {
  const F s = r * r;
  F sine = fma(s, 0x1.4701e0p-4f, -0x1.32e974p-1f);
  sine = fma(sine, s, 0x1.466f3ep+1f);
  sine = fma(sine, s, -0x1.4abbf0p+2f);
  sine = fma(sine, s, 0x1.921fb6p+1f);
  F cosine = fma(s, 0x1.c2939ap-3f, -0x1.55020cp+0f);
  cosine = fma(cosine, s, 0x1.03bd9ap+2f);
  cosine = fma(cosine, s, -0x1.3bd3b0p+2f);
  return {sine * r, fma(cosine, s, 1.0f)};
}

}  // namespace RC_ISA
}  // namespace racecast
