// Lanes: one number of each of several paths, advanced together.
//
// The model is written once, as templates over a lane type F. F is float in a CUDA thread and in
// replay, and RC_PARTS vectors of RC_WIDTH floats in the CPU engine. Every operation here is an IEEE
// operation of each lane for itself, so the width never shows in a result.
#pragma once

#include <cstdint>

#include "kernels/base/platform.hpp"

#if !defined(__CUDACC__) && (defined(__AVX2__) || defined(__AVX512F__))
#include <immintrin.h>
#endif

// Lanes of one vector register; 1: no vectors.
#ifndef RC_WIDTH
#define RC_WIDTH 1
#endif
#ifndef RC_PARTS
#define RC_PARTS 2
#endif

namespace racecast {
inline namespace RC_ISA {

/// The types that go with a lane type: Word (32 random bits), Int, and Mask (which lanes).
template <class F>
struct Lanes;

template <>
struct Lanes<float> {
  using Word = std::uint32_t;
  using Int = std::int32_t;
  using Mask = bool;
  static constexpr int width = 1;
};

template <class F>
using WordOf = typename Lanes<F>::Word;
template <class F>
using IntOf = typename Lanes<F>::Int;
template <class F>
using MaskOf = typename Lanes<F>::Mask;

#ifdef __CUDA_ARCH__
RC_INLINE float fma(float a, float b, float c) { return __fmaf_rn(a, b, c); }
RC_INLINE float sqrt(float a) { return __fsqrt_rn(a); }
RC_INLINE std::uint32_t mulhi(std::uint32_t a, std::uint32_t b) { return __umulhi(a, b); }
RC_INLINE std::uint32_t bits(float a) { return __float_as_uint(a); }
RC_INLINE float from_bits(std::uint32_t a) { return __uint_as_float(a); }
RC_INLINE float to_float(std::int32_t a) { return __int2float_rn(a); }
#else
RC_INLINE float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
RC_INLINE float sqrt(float a) { return __builtin_sqrtf(a); }
RC_INLINE std::uint32_t mulhi(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32);
}
RC_INLINE std::uint32_t bits(float a) { return __builtin_bit_cast(std::uint32_t, a); }
RC_INLINE float from_bits(std::uint32_t a) { return __builtin_bit_cast(float, a); }
RC_INLINE float to_float(std::int32_t a) { return static_cast<float>(a); }
#endif

RC_INLINE std::int32_t as_int(std::uint32_t a) { return static_cast<std::int32_t>(a); }
RC_INLINE std::uint32_t as_word(std::int32_t a) { return static_cast<std::uint32_t>(a); }
RC_INLINE bool both(bool a, bool b) { return a && b; }
RC_INLINE bool either(bool a, bool b) { return a || b; }
RC_INLINE bool negate(bool a) { return !a; }
// Selects, not fminf/fmaxf: those differ between CPU and GPU for NaN and signed zeros.
RC_INLINE float select(bool which, float yes, float no) { return which ? yes : no; }
RC_INLINE std::int32_t select(bool which, std::int32_t yes, std::int32_t no) {
  return which ? yes : no;
}
RC_INLINE std::uint32_t select(bool which, std::uint32_t yes, std::uint32_t no) {
  return which ? yes : no;
}

RC_INLINE float smaller(float a, float b) { return a < b ? a : b; }
RC_INLINE float larger(float a, float b) { return a > b ? a : b; }
/// a where it is positive, else 0.
RC_INLINE float positive_part(float a) { return larger(a, 0.0f); }

/// The same number in every lane.
template <class F>
RC_INLINE F splat(float a) {
  return a;
}
template <class F>
RC_INLINE IntOf<F> splat_int(std::int32_t a) {
  return a;
}
template <class F>
RC_INLINE WordOf<F> splat_word(std::uint32_t a) {
  return a;
}
/// Lanes [first, first + width) as numbers.
template <class F>
RC_INLINE IntOf<F> lane_numbers(int first) {
  return first;
}
/// Lane `first` onwards of an array with a place for each lane.
template <class F>
RC_INLINE IntOf<F> load(const std::int32_t* place) {
  return *place;
}
template <class F>
RC_INLINE F load_real(const float* place) {
  return *place;
}
RC_INLINE void store(std::int32_t* place, std::int32_t a) { *place = a; }
RC_INLINE void store(float* place, float a) { *place = a; }

#if RC_WIDTH > 1

// One vector register of the target, and RC_PARTS of them side by side: with two, one works while
// the other waits for its result (faster on AVX2 with g++ 12 and clang 14 alike).
typedef float FloatPart __attribute__((vector_size(4 * RC_WIDTH)));
typedef std::uint32_t WordPart __attribute__((vector_size(4 * RC_WIDTH)));
typedef std::int32_t IntPart __attribute__((vector_size(4 * RC_WIDTH)));

struct FloatLanes {
  FloatPart part[RC_PARTS];
};
struct WordLanes {
  WordPart part[RC_PARTS];
};
struct IntLanes {
  IntPart part[RC_PARTS];
};

template <>
struct Lanes<FloatLanes> {
  using Word = WordLanes;
  using Int = IntLanes;
  using Mask = IntLanes;  // 0 or -1
  static constexpr int width = RC_WIDTH * RC_PARTS;
};

// The same expression for each part. `a`, `b`, `c` name the operands' parts in it.
#define RC_EACH_PART(Result, expression)             \
  Result result;                                     \
  RC_UNROLL                                          \
  for (int i = 0; i < RC_PARTS; ++i) result.part[i] = expression; \
  return result

#define RC_BINARY(Result, Type, Scalar, op)                                                        \
  RC_INLINE Result operator op(Type a, Type b) { RC_EACH_PART(Result, (a.part[i] op b.part[i])); } \
  RC_INLINE Result operator op(Type a, Scalar b) { RC_EACH_PART(Result, (a.part[i] op b)); }       \
  RC_INLINE Result operator op(Scalar a, Type b) { RC_EACH_PART(Result, (a op b.part[i])); }
RC_BINARY(FloatLanes, FloatLanes, float, +)
RC_BINARY(FloatLanes, FloatLanes, float, -)
RC_BINARY(FloatLanes, FloatLanes, float, *)
RC_BINARY(FloatLanes, FloatLanes, float, /)
RC_BINARY(IntLanes, FloatLanes, float, <)
RC_BINARY(IntLanes, FloatLanes, float, >)
RC_BINARY(IntLanes, FloatLanes, float, >=)
RC_BINARY(WordLanes, WordLanes, std::uint32_t, +)
RC_BINARY(WordLanes, WordLanes, std::uint32_t, -)
RC_BINARY(WordLanes, WordLanes, std::uint32_t, *)
RC_BINARY(WordLanes, WordLanes, std::uint32_t, &)
RC_BINARY(WordLanes, WordLanes, std::uint32_t, ^)
RC_BINARY(IntLanes, WordLanes, std::uint32_t, !=)
RC_BINARY(IntLanes, IntLanes, std::int32_t, +)
RC_BINARY(IntLanes, IntLanes, std::int32_t, &)
RC_BINARY(IntLanes, IntLanes, std::int32_t, |)
RC_BINARY(IntLanes, IntLanes, std::int32_t, <)
RC_BINARY(IntLanes, IntLanes, std::int32_t, ==)
#undef RC_BINARY

RC_INLINE FloatLanes operator-(FloatLanes a) { RC_EACH_PART(FloatLanes, -a.part[i]); }
RC_INLINE WordLanes operator~(WordLanes a) { RC_EACH_PART(WordLanes, ~a.part[i]); }
RC_INLINE IntLanes operator~(IntLanes a) { RC_EACH_PART(IntLanes, ~a.part[i]); }
RC_INLINE WordLanes operator<<(WordLanes a, int n) { RC_EACH_PART(WordLanes, a.part[i] << n); }
RC_INLINE WordLanes operator>>(WordLanes a, int n) { RC_EACH_PART(WordLanes, a.part[i] >> n); }

template <>
RC_INLINE FloatLanes splat<FloatLanes>(float a) {
  // Less zero, not plus: -0 + 0 is +0, and an addition that may change a bit is one that stays.
  RC_EACH_PART(FloatLanes, a - FloatPart{});
}
template <>
RC_INLINE IntLanes splat_int<FloatLanes>(std::int32_t a) {
  RC_EACH_PART(IntLanes, IntPart{} + a);
}
template <>
RC_INLINE WordLanes splat_word<FloatLanes>(std::uint32_t a) {
  RC_EACH_PART(WordLanes, WordPart{} + a);
}
// Part by part: a copy of the whole struct goes through memory in smaller pieces, and the next load
// of a vector then waits for them (they were the hottest loads of a profile).
template <>
RC_INLINE IntLanes load<FloatLanes>(const std::int32_t* place) {
  IntLanes a;
  RC_UNROLL
  for (int i = 0; i < RC_PARTS; ++i)
    __builtin_memcpy(&a.part[i], place + i * RC_WIDTH, sizeof(IntPart));
  return a;
}
template <>
RC_INLINE FloatLanes load_real<FloatLanes>(const float* place) {
  FloatLanes a;
  RC_UNROLL
  for (int i = 0; i < RC_PARTS; ++i)
    __builtin_memcpy(&a.part[i], place + i * RC_WIDTH, sizeof(FloatPart));
  return a;
}
RC_INLINE void store(std::int32_t* place, IntLanes a) {
  RC_UNROLL
  for (int i = 0; i < RC_PARTS; ++i)
    __builtin_memcpy(place + i * RC_WIDTH, &a.part[i], sizeof(IntPart));
}
RC_INLINE void store(float* place, FloatLanes a) {
  RC_UNROLL
  for (int i = 0; i < RC_PARTS; ++i)
    __builtin_memcpy(place + i * RC_WIDTH, &a.part[i], sizeof(FloatPart));
}
template <>
RC_INLINE IntLanes lane_numbers<FloatLanes>(int first) {
  std::int32_t numbers[Lanes<FloatLanes>::width];
  for (int lane = 0; lane < Lanes<FloatLanes>::width; ++lane) numbers[lane] = first + lane;
  return load<FloatLanes>(numbers);
}

RC_INLINE WordLanes bits(FloatLanes a) { RC_EACH_PART(WordLanes, (WordPart)a.part[i]); }
RC_INLINE FloatLanes from_bits(WordLanes a) { RC_EACH_PART(FloatLanes, (FloatPart)a.part[i]); }
RC_INLINE IntLanes as_int(WordLanes a) { RC_EACH_PART(IntLanes, (IntPart)a.part[i]); }
RC_INLINE WordLanes as_word(IntLanes a) { RC_EACH_PART(WordLanes, (WordPart)a.part[i]); }
RC_INLINE FloatLanes to_float(IntLanes a) {
  RC_EACH_PART(FloatLanes, __builtin_convertvector(a.part[i], FloatPart));
}
RC_INLINE IntLanes both(IntLanes a, IntLanes b) { return a & b; }
RC_INLINE IntLanes either(IntLanes a, IntLanes b) { return a | b; }
RC_INLINE IntLanes negate(IntLanes a) { return ~a; }
RC_INLINE FloatLanes select(IntLanes which, FloatLanes yes, FloatLanes no) {
  RC_EACH_PART(FloatLanes, which.part[i] ? yes.part[i] : no.part[i]);
}
RC_INLINE IntLanes select(IntLanes which, IntLanes yes, IntLanes no) {
  RC_EACH_PART(IntLanes, which.part[i] ? yes.part[i] : no.part[i]);
}
RC_INLINE WordLanes select(IntLanes which, WordLanes yes, WordLanes no) {
  RC_EACH_PART(WordLanes, which.part[i] ? yes.part[i] : no.part[i]);
}

#if RC_WIDTH == 16 && defined(__AVX512F__)
RC_INLINE FloatPart fma_part(FloatPart a, FloatPart b, FloatPart c) {
  return (FloatPart)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
}
RC_INLINE FloatPart sqrt_part(FloatPart a) { return (FloatPart)_mm512_sqrt_ps((__m512)a); }
RC_INLINE FloatPart smaller_part(FloatPart a, FloatPart b) {
  return (FloatPart)_mm512_min_ps((__m512)a, (__m512)b);
}
RC_INLINE FloatPart larger_part(FloatPart a, FloatPart b) {
  return (FloatPart)_mm512_max_ps((__m512)a, (__m512)b);
}
RC_INLINE WordPart mulhi_part(std::uint32_t a, WordPart b) {
  const __m512i factor = _mm512_set1_epi64(a);
  const __m512i even = _mm512_mul_epu32((__m512i)b, factor);
  const __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64((__m512i)b, 32), factor);
  return (WordPart)_mm512_mask_blend_epi32(0xaaaa, _mm512_srli_epi64(even, 32), odd);
}
#elif RC_WIDTH == 8 && defined(__AVX2__) && defined(__FMA__)
RC_INLINE FloatPart fma_part(FloatPart a, FloatPart b, FloatPart c) {
  return (FloatPart)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}
RC_INLINE FloatPart sqrt_part(FloatPart a) { return (FloatPart)_mm256_sqrt_ps((__m256)a); }
RC_INLINE FloatPart smaller_part(FloatPart a, FloatPart b) {
  return (FloatPart)_mm256_min_ps((__m256)a, (__m256)b);
}
RC_INLINE FloatPart larger_part(FloatPart a, FloatPart b) {
  return (FloatPart)_mm256_max_ps((__m256)a, (__m256)b);
}
RC_INLINE WordPart mulhi_part(std::uint32_t a, WordPart b) {
  const __m256i factor = _mm256_set1_epi64x(a);
  const __m256i even = _mm256_mul_epu32((__m256i)b, factor);
  const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64((__m256i)b, 32), factor);
  return (WordPart)_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);
}
#else
RC_INLINE FloatPart fma_part(FloatPart a, FloatPart b, FloatPart c) {
  FloatPart r;
  for (int lane = 0; lane < RC_WIDTH; ++lane) r[lane] = __builtin_fmaf(a[lane], b[lane], c[lane]);
  return r;
}
RC_INLINE FloatPart sqrt_part(FloatPart a) {
  FloatPart r;
  for (int lane = 0; lane < RC_WIDTH; ++lane) r[lane] = __builtin_sqrtf(a[lane]);
  return r;
}
RC_INLINE FloatPart smaller_part(FloatPart a, FloatPart b) { return a < b ? a : b; }
RC_INLINE FloatPart larger_part(FloatPart a, FloatPart b) { return a > b ? a : b; }
RC_INLINE WordPart mulhi_part(std::uint32_t a, WordPart b) {
  WordPart r;
  for (int lane = 0; lane < RC_WIDTH; ++lane) r[lane] = mulhi(a, b[lane]);
  return r;
}
#endif

RC_INLINE FloatLanes fma(FloatLanes a, FloatLanes b, FloatLanes c) {
  RC_EACH_PART(FloatLanes, fma_part(a.part[i], b.part[i], c.part[i]));
}
RC_INLINE FloatLanes sqrt(FloatLanes a) { RC_EACH_PART(FloatLanes, sqrt_part(a.part[i])); }
RC_INLINE WordLanes mulhi(std::uint32_t a, WordLanes b) {
  RC_EACH_PART(WordLanes, mulhi_part(a, b.part[i]));
}
// The x86 instructions are these selects to the bit, NaN and signed zeros included.
RC_INLINE FloatLanes smaller(FloatLanes a, FloatLanes b) {
  RC_EACH_PART(FloatLanes, smaller_part(a.part[i], b.part[i]));
}
RC_INLINE FloatLanes larger(FloatLanes a, FloatLanes b) {
  RC_EACH_PART(FloatLanes, larger_part(a.part[i], b.part[i]));
}
RC_INLINE FloatLanes positive_part(FloatLanes a) { return larger(a, FloatLanes{}); }
#undef RC_EACH_PART

// Parameters of a draw are plain floats: broadcast where they meet lanes.
RC_INLINE FloatLanes fma(FloatLanes a, FloatLanes b, float c) {
  return fma(a, b, splat<FloatLanes>(c));
}
RC_INLINE FloatLanes fma(FloatLanes a, float b, FloatLanes c) {
  return fma(a, splat<FloatLanes>(b), c);
}
RC_INLINE FloatLanes fma(FloatLanes a, float b, float c) {
  return fma(a, splat<FloatLanes>(b), splat<FloatLanes>(c));
}
RC_INLINE FloatLanes select(IntLanes which, FloatLanes yes, float no) {
  return select(which, yes, splat<FloatLanes>(no));
}
RC_INLINE FloatLanes select(IntLanes which, float yes, FloatLanes no) {
  return select(which, splat<FloatLanes>(yes), no);
}

#endif  // RC_WIDTH > 1


}  // namespace RC_ISA
}  // namespace racecast
