// Uniform and standard normal numbers from random bits.
#pragma once

#include "kernels/base/math.hpp"
#include "kernels/base/philox.hpp"

namespace racecast {
inline namespace RC_ISA {

/// (k + 1/2) 2^-31 from the upper 31 bits k: never 0; 1 only by rounding of the last 2^-25.
template <class F>
RC_INLINE F uniform(WordOf<F> word) {
  return (to_float(as_int(word >> 1)) + 0.5f) * 0x1p-31f;
}

template <class F>
struct NumberPair {
  F first, second;
};
/// Two independent standard normals (Box and Muller 1958), |z| <= 6.67.
template <class F>
RC_INLINE NumberPair<F> normal_pair(WordOf<F> radius_bits, WordOf<F> angle_bits) {
  const F radius = sqrt(-2.0f * log(uniform<F>(radius_bits)));
  // A direction of the right half plane, turned into the left one by the lowest bit.
  const SinCos<F> turn = sincos_half_turn(to_float(as_int(angle_bits)) * 0x1p-32f);
  return {from_bits(bits(radius * turn.cos) ^ (angle_bits << 31)), radius * turn.sin};
}

/// Quantile function of the standard normal at (k + 1/2) 2^-32: monotone in the word k, exactly
/// antisymmetric (z(~k) = -z(k)), |z| <= 6.34. For draws, where a z must follow its uniform.
template <class F>
RC_INLINE F normal_quantile(WordOf<F> word) {
  const WordOf<F> upper = word & 0x80000000u;
  const WordOf<F> half = select(upper != 0u, ~word, word);  // below 2^31
  const F p = (to_float(as_int(half)) + 0.5f) * 0x1p-32f;
  const F x = (to_float(as_int(0x7fffffffu - half)) + 0.5f) * 0x1p-31f;  // 1 - 2p, no cancellation
  const F w = positive_part(-log((4.0f * p) * (1.0f - p)));
  const F t = w - 2.5f;
  F a = fma(t, -0x1.ab2c14p-27f, 0x1.1a3aeep-25f);
  a = fma(a, t, 0x1.61f084p-21f);
  a = fma(a, t, -0x1.48a1e4p-18f);
  a = fma(a, t, -0x1.d70d6ep-18f);
  a = fma(a, t, 0x1.43c906p-12f);
  a = fma(a, t, -0x1.d06d0ep-10f);
  a = fma(a, t, -0x1.832b0cp-8f);
  a = fma(a, t, 0x1.652c5cp-2f);
  a = fma(a, t, 0x1.0fc8bcp+1f);
  const F v = sqrt(w) - 3.0f;
  F b = fma(v, -0x1.0b9336p-15f, 0x1.956afep-13f);
  b = fma(b, v, -0x1.89e7f6p-12f);
  b = fma(b, v, -0x1.0d3a30p-13f);
  b = fma(b, v, 0x1.0d352cp-9f);
  b = fma(b, v, -0x1.4bc0c8p-8f);
  b = fma(b, v, 0x1.080ba4p-7f);
  b = fma(b, v, -0x1.621224p-7f);
  b = fma(b, v, 0x1.b5a412p-7f);
  b = fma(b, v, 0x1.6aa526p+0f);
  b = fma(b, v, 0x1.00696cp+2f);
  const F z = x * select(w < 5.0f, a, b);
  return from_bits(bits(z) ^ (upper ^ 0x80000000u));
}

}  // namespace RC_ISA
}  // namespace racecast
