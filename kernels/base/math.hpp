// Elementary functions with the same bits on every machine.
//
// Only + - * / sqrt fma and integer operations, in a fixed order; no libm. The polynomials are
// minimax fits of our own. Errors against correctly rounded results, over the ranges named (measured
// by tests/base/math_test.cpp): exp, log, expm1, log1p, sincospi below 1.6 ulp, logistic below 2.6.
// No function takes or returns a NaN.
#pragma once

#include "kernels/base/lanes.hpp"

namespace racecast {
inline namespace RC_ISA {

inline constexpr float exp_lowest = -87.0f;
inline constexpr float exp_highest = 88.0f;

/// Splits x = k ln 2 + r, |r| <= ln 2 / 2; `scale` is 2^k. For x in [exp_lowest, exp_highest].
template <class F>
struct ExpParts {
  F r;
  F scale;
};
template <class F>
RC_INLINE ExpParts<F> split_exp(F x) {
  const F shifted = fma(x, 0x1.715476p+0f, 0x1.8p+23f);  // adding 1.5 * 2^23 rounds to an integer
  const F k = shifted - 0x1.8p+23f;
  const F r = fma(k, -0x1.7f7d1cp-20f, fma(k, -0x1.62e400p-1f, x));
  return {r, from_bits((bits(shifted) - (0x4b400000u - 127u)) << 23)};
}
/// exp(r) - 1 - r for |r| <= ln 2 / 2.
template <class F>
RC_INLINE F exp_tail(F r) {
  F p = fma(r, 0x1.6a1aaep-10f, 0x1.123fc6p-7f);
  p = fma(p, r, 0x1.555916p-5f);
  p = fma(p, r, 0x1.55548ap-3f);
  p = fma(p, r, 0x1.fffffcp-2f);
  return p * (r * r);
}

/// exp(x). Saturates: x is taken into [exp_lowest, exp_highest], so that no result is 0, subnormal
/// or infinite.
template <class F>
RC_INLINE F exp(F x) {
  RC_WATCH_EXP(x);
  x = larger(smaller(x, splat<F>(exp_highest)), splat<F>(exp_lowest));
  const ExpParts<F> parts = split_exp(x);
  return ((exp_tail(parts.r) + parts.r) + 1.0f) * parts.scale;
}

/// exp(x) - 1, accurate near 0; same range as exp.
template <class F>
RC_INLINE F expm1(F x) {
  x = larger(smaller(x, splat<F>(exp_highest)), splat<F>(exp_lowest));
  const ExpParts<F> parts = split_exp(x);
  return fma(parts.scale, exp_tail(parts.r) + parts.r, parts.scale - 1.0f);
}

/// log(1 + f) for a mantissa 1 + f in [2/3, 4/3), plus k ln 2.
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
  p = fma(k, 0x1.7f7d1cp-20f, p);
  return fma(k, 0x1.62e400p-1f, p);
}

/// log(x) for normal positive x (2^-126 and above).
template <class F>
RC_INLINE F log(F x) {
  const WordOf<F> u = bits(x);
  const WordOf<F> e = (u - 0x3f2aaaabu) & 0xff800000u;
  const F k = to_float(as_int(e)) * 0x1p-23f;
  return log_parts(from_bits(u - e) - 1.0f, k);
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
/// sin and cos of pi (r + quadrant / 2) for |r| <= 1/4; only the last two bits of `quadrant` matter.
template <class F>
RC_INLINE SinCos<F> sincospi_reduced(F r, WordOf<F> quadrant) {
  const F s = r * r;
  F q = fma(s, 0x1.4be09cp-4f, -0x1.32cb0cp-1f);
  q = fma(q, s, 0x1.466bbcp+1f);
  q = fma(q, s, -0x1.4abbcep+2f);
  q = fma(s * r, q, r * -0x1.777a5cp-24f);  // pi minus its float
  const F sine = fma(r, 0x1.921fb6p+1f, q);
  F c = fma(s, 0x1.d9d580p-3f, -0x1.55c5e0p+0f);
  c = fma(c, s, 0x1.03c1dep+2f);
  c = fma(c, s, -0x1.3bd3ccp+2f);
  const F cosine = fma(c, s, 1.0f);
  const MaskOf<F> odd = (quadrant & 1u) != 0u;
  const F a = select(odd, cosine, sine);
  const F b = select(odd, sine, cosine);
  const WordOf<F> sign_a = (quadrant & 2u) << 30;
  const WordOf<F> sign_b = ((quadrant + 1u) & 2u) << 30;
  return {from_bits(bits(a) ^ sign_a), from_bits(bits(b) ^ sign_b)};
}

/// sin(pi a) and cos(pi a) for |a| <= 2^22.
template <class F>
RC_INLINE SinCos<F> sincospi(F a) {
  const F shifted = fma(a, 2.0f, 0x1.8p+23f);
  const F k = shifted - 0x1.8p+23f;
  return sincospi_reduced(fma(k, -0.5f, a), bits(shifted));
}

}  // namespace RC_ISA
}  // namespace racecast
