// Lanes: one number of each of several paths, advanced together.
//
// The model is written once, as templates over a lane type F. F is float in a CUDA thread and in
// replay, and RC_PARTS vectors of RC_WIDTH floats in the CPU engine. Every operation here is an
// IEEE operation of each lane for itself, so the width never shows in a result.
#pragma once

#include <cstdint>

#include "kernels/base/platform.hpp"

#if !defined(__CUDACC__) && (defined(__AVX2__) || defined(__AVX512F__))
#include <immintrin.h>
#elif !defined(__CUDACC__) && defined(__ARM_NEON)
#include <arm_neon.h>
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
  RC_INLINE static float splat(float a) { return a; }
  RC_INLINE static Int splat_int(std::int32_t a) { return a; }
  RC_INLINE static Int numbers(int first) { return first; }
  RC_INLINE static Int load(const std::int32_t* place) { return *place; }
  RC_INLINE static float load(const float* place) { return *place; }
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
RC_INLINE int lowest_bit(std::uint32_t a) { return __ffs(static_cast<int>(a)) - 1; }
#else
RC_INLINE float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
RC_INLINE float sqrt(float a) { return __builtin_sqrtf(a); }
RC_INLINE std::uint32_t mulhi(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32);
}
RC_INLINE std::uint32_t bits(float a) { return __builtin_bit_cast(std::uint32_t, a); }
RC_INLINE float from_bits(std::uint32_t a) { return __builtin_bit_cast(float, a); }
RC_INLINE float to_float(std::int32_t a) { return static_cast<float>(a); }
RC_INLINE int lowest_bit(std::uint32_t a) { return __builtin_ctz(a); }
#endif

/// Both halves of a 64-bit product.
template <class W>
struct Product {
  W high, low;
};
RC_INLINE Product<std::uint32_t> product(std::uint32_t a, std::uint32_t b) {
  return {mulhi(a, b), a * b};
}

RC_INLINE std::uint32_t exclusive_or(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return a ^ b ^ c;
}

RC_INLINE std::int32_t as_int(std::uint32_t a) { return static_cast<std::int32_t>(a); }
RC_INLINE std::uint32_t as_word(std::int32_t a) { return static_cast<std::uint32_t>(a); }
RC_INLINE bool both(bool a, bool b) { return a && b; }
RC_INLINE bool either(bool a, bool b) { return a || b; }
RC_INLINE bool negate(bool a) { return !a; }
/// Whether any lane is set: what no lane wants need not be computed.
RC_INLINE bool any(bool a) { return a; }
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
  return Lanes<F>::splat(a);
}
template <class F>
RC_INLINE IntOf<F> splat_int(std::int32_t a) {
  return Lanes<F>::splat_int(a);
}
/// Lanes [first, first + width) as numbers.
template <class F>
RC_INLINE IntOf<F> lane_numbers(int first) {
  return Lanes<F>::numbers(first);
}
/// Lane `first` onwards of an array with a place for each lane.
template <class F>
RC_INLINE IntOf<F> load(const std::int32_t* place) {
  return Lanes<F>::load(place);
}
template <class F>
RC_INLINE F load_real(const float* place) {
  return Lanes<F>::load(place);
}
RC_INLINE void store(std::int32_t* place, std::int32_t a) { *place = a; }
RC_INLINE void store(float* place, float a) { *place = a; }

#if RC_WIDTH > 1

// One vector register of the target, and several of them side by side: while one waits for its
// result, the others work. FloatLanes has RC_PARTS of them (two are faster than one with g++ 12 and
// clang 14).
typedef float FloatPart __attribute__((vector_size(4 * RC_WIDTH)));
typedef std::uint32_t WordPart __attribute__((vector_size(4 * RC_WIDTH)));
typedef std::int32_t IntPart __attribute__((vector_size(4 * RC_WIDTH)));

template <class Part, int parts>
struct Vectors {
  Part part[parts];
};
template <int parts>
using FloatParts = Vectors<FloatPart, parts>;
template <int parts>
using IntParts = Vectors<IntPart, parts>;
template <int parts>
using WordParts = Vectors<WordPart, parts>;
using FloatLanes = FloatParts<RC_PARTS>;

/// Vectors from memory, part by part: a copy of the whole struct goes through memory in smaller
/// pieces, and the next load of a vector then waits for them (they were the hottest loads of a
/// profile).
template <class Part, int parts, class Number>
RC_INLINE Vectors<Part, parts> load_parts(const Number* place) {
  Vectors<Part, parts> a;
  RC_UNROLL
  for (int i = 0; i < parts; ++i) __builtin_memcpy(&a.part[i], place + i * RC_WIDTH, sizeof(Part));
  return a;
}
template <class Part, int parts, class Number>
RC_INLINE void store(Number* place, Vectors<Part, parts> a) {
  RC_UNROLL
  for (int i = 0; i < parts; ++i) __builtin_memcpy(place + i * RC_WIDTH, &a.part[i], sizeof(Part));
}

template <int parts>
struct Lanes<FloatParts<parts>> {
  using Word = WordParts<parts>;
  using Int = IntParts<parts>;
  using Mask = IntParts<parts>;  // 0 or -1
  static constexpr int width = RC_WIDTH * parts;
  RC_INLINE static FloatParts<parts> splat(float a) {
    // Less zero, not plus: -0 + 0 is +0, and an addition that may change a bit is one that stays.
    FloatParts<parts> all;
    RC_UNROLL
    for (int i = 0; i < parts; ++i) all.part[i] = a - FloatPart{};
    return all;
  }
  RC_INLINE static Int splat_int(std::int32_t a) {
    Int all;
    RC_UNROLL
    for (int i = 0; i < parts; ++i) all.part[i] = IntPart{} + a;
    return all;
  }
  RC_INLINE static Int numbers(int first) {
    std::int32_t of_lane[width];
    for (int lane = 0; lane < width; ++lane) of_lane[lane] = first + lane;
    return load(of_lane);
  }
  RC_INLINE static Int load(const std::int32_t* place) { return load_parts<IntPart, parts>(place); }
  RC_INLINE static FloatParts<parts> load(const float* place) {
    return load_parts<FloatPart, parts>(place);
  }
};

/// The parts of a, then those of b; and the halves of what was put together so.
template <class Part, int parts>
RC_INLINE Vectors<Part, 2 * parts> beside(Vectors<Part, parts> a, Vectors<Part, parts> b) {
  Vectors<Part, 2 * parts> both;
  RC_UNROLL
  for (int i = 0; i < parts; ++i) {
    both.part[i] = a.part[i];
    both.part[parts + i] = b.part[i];
  }
  return both;
}
template <int half, class Part, int parts>
RC_INLINE Vectors<Part, parts / 2> half_of(Vectors<Part, parts> a) {
  Vectors<Part, parts / 2> part;
  RC_UNROLL
  for (int i = 0; i < parts / 2; ++i) part.part[i] = a.part[half * (parts / 2) + i];
  return part;
}

// The same expression for each part. `a`, `b`, `c` name the operands' parts in it.
#define RC_EACH_PART(Result, expression)                   \
  Result<n> result;                                        \
  RC_UNROLL                                                \
  for (int i = 0; i < n; ++i) result.part[i] = expression; \
  return result

#define RC_BINARY(Result, Type, Scalar, op)               \
  template <int n>                                        \
  RC_INLINE Result<n> operator op(Type<n> a, Type<n> b) { \
    RC_EACH_PART(Result, (a.part[i] op b.part[i]));       \
  }                                                       \
  template <int n>                                        \
  RC_INLINE Result<n> operator op(Type<n> a, Scalar b) {  \
    RC_EACH_PART(Result, (a.part[i] op b));               \
  }                                                       \
  template <int n>                                        \
  RC_INLINE Result<n> operator op(Scalar a, Type<n> b) {  \
    RC_EACH_PART(Result, (a op b.part[i]));               \
  }
RC_BINARY(FloatParts, FloatParts, float, +)
RC_BINARY(FloatParts, FloatParts, float, -)
RC_BINARY(FloatParts, FloatParts, float, *)
RC_BINARY(FloatParts, FloatParts, float, /)
RC_BINARY(IntParts, FloatParts, float, <)
RC_BINARY(IntParts, FloatParts, float, >)
RC_BINARY(IntParts, FloatParts, float, >=)
RC_BINARY(IntParts, FloatParts, float, <=)
RC_BINARY(WordParts, WordParts, std::uint32_t, +)
RC_BINARY(WordParts, WordParts, std::uint32_t, -)
RC_BINARY(WordParts, WordParts, std::uint32_t, *)
RC_BINARY(WordParts, WordParts, std::uint32_t, &)
RC_BINARY(WordParts, WordParts, std::uint32_t, ^)
RC_BINARY(IntParts, WordParts, std::uint32_t, !=)
RC_BINARY(IntParts, IntParts, std::int32_t, +)
RC_BINARY(IntParts, IntParts, std::int32_t, &)
RC_BINARY(IntParts, IntParts, std::int32_t, |)
RC_BINARY(IntParts, IntParts, std::int32_t, <)
RC_BINARY(IntParts, IntParts, std::int32_t, ==)
#undef RC_BINARY

template <int n>
RC_INLINE FloatParts<n> operator-(FloatParts<n> a) {
  RC_EACH_PART(FloatParts, -a.part[i]);
}
template <int n>
RC_INLINE WordParts<n> operator~(WordParts<n> a) {
  RC_EACH_PART(WordParts, ~a.part[i]);
}
template <int n>
RC_INLINE IntParts<n> operator~(IntParts<n> a) {
  RC_EACH_PART(IntParts, ~a.part[i]);
}
template <int n>
RC_INLINE WordParts<n> operator<<(WordParts<n> a, int by) {
  RC_EACH_PART(WordParts, a.part[i] << by);
}
template <int n>
RC_INLINE WordParts<n> operator>>(WordParts<n> a, int by) {
  RC_EACH_PART(WordParts, a.part[i] >> by);
}

template <int n>
RC_INLINE WordParts<n> bits(FloatParts<n> a) {
  RC_EACH_PART(WordParts, (WordPart)a.part[i]);
}
template <int n>
RC_INLINE FloatParts<n> from_bits(WordParts<n> a) {
  RC_EACH_PART(FloatParts, (FloatPart)a.part[i]);
}
template <int n>
RC_INLINE IntParts<n> as_int(WordParts<n> a) {
  RC_EACH_PART(IntParts, (IntPart)a.part[i]);
}
template <int n>
RC_INLINE WordParts<n> as_word(IntParts<n> a) {
  RC_EACH_PART(WordParts, (WordPart)a.part[i]);
}
template <int n>
RC_INLINE FloatParts<n> to_float(IntParts<n> a) {
  RC_EACH_PART(FloatParts, __builtin_convertvector(a.part[i], FloatPart));
}
template <int n>
RC_INLINE IntParts<n> both(IntParts<n> a, IntParts<n> b) {
  return a & b;
}
template <int n>
RC_INLINE IntParts<n> either(IntParts<n> a, IntParts<n> b) {
  return a | b;
}
template <int n>
RC_INLINE IntParts<n> negate(IntParts<n> a) {
  return ~a;
}
template <int n>
RC_INLINE FloatParts<n> select(IntParts<n> which, FloatParts<n> yes, FloatParts<n> no) {
  RC_EACH_PART(FloatParts, which.part[i] ? yes.part[i] : no.part[i]);
}
template <int n>
RC_INLINE IntParts<n> select(IntParts<n> which, IntParts<n> yes, IntParts<n> no) {
  RC_EACH_PART(IntParts, which.part[i] ? yes.part[i] : no.part[i]);
}
template <int n>
RC_INLINE WordParts<n> select(IntParts<n> which, WordParts<n> yes, WordParts<n> no) {
  RC_EACH_PART(WordParts, which.part[i] ? yes.part[i] : no.part[i]);
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
// The products of the even and of the odd lanes hold both halves: a shuffle each brings them
// together, and spares vpmulld, which wants the same two pipes as everything else that multiplies.
RC_INLINE Product<WordPart> product_part(std::uint32_t a, WordPart b) {
  const __m512i factor = _mm512_set1_epi64(a);
  const __m512 even = (__m512)_mm512_mul_epu32((__m512i)b, factor);
  const __m512 odd = (__m512)_mm512_mul_epu32((__m512i)_mm512_movehdup_ps((__m512)b), factor);
  return {(WordPart)_mm512_mask_movehdup_ps(odd, 0x5555, even),
          (WordPart)_mm512_mask_moveldup_ps(even, 0xaaaa, odd)};
}
RC_INLINE WordPart exclusive_or_part(WordPart a, WordPart b, WordPart c) {
  return (WordPart)_mm512_ternarylogic_epi32((__m512i)a, (__m512i)b, (__m512i)c, 0x96);
}
RC_INLINE bool any_part(IntPart a) { return _mm512_movepi32_mask((__m512i)a) != 0; }
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
RC_INLINE Product<WordPart> product_part(std::uint32_t a, WordPart b) {
  const __m256i factor = _mm256_set1_epi64x(a);
  const __m256 even = (__m256)_mm256_mul_epu32((__m256i)b, factor);
  const __m256 odd = (__m256)_mm256_mul_epu32((__m256i)_mm256_movehdup_ps((__m256)b), factor);
  return {(WordPart)_mm256_blend_ps(_mm256_movehdup_ps(even), odd, 0xaa),
          (WordPart)_mm256_blend_ps(even, _mm256_moveldup_ps(odd), 0xaa)};
}
RC_INLINE WordPart exclusive_or_part(WordPart a, WordPart b, WordPart c) { return a ^ b ^ c; }
RC_INLINE bool any_part(IntPart a) { return _mm256_movemask_ps((__m256)a) != 0; }
#elif RC_WIDTH == 4 && defined(__ARM_NEON)
RC_INLINE FloatPart fma_part(FloatPart a, FloatPart b, FloatPart c) {
  return (FloatPart)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
}
RC_INLINE FloatPart sqrt_part(FloatPart a) { return (FloatPart)vsqrtq_f32((float32x4_t)a); }
// Selects: the NEON minimum differs from them for NaN and signed zeros.
RC_INLINE FloatPart smaller_part(FloatPart a, FloatPart b) { return a < b ? a : b; }
RC_INLINE FloatPart larger_part(FloatPart a, FloatPart b) { return a > b ? a : b; }
RC_INLINE Product<WordPart> product_part(std::uint32_t a, WordPart b) {
  const uint32x4_t words = (uint32x4_t)b;
  const uint32x4_t low = vreinterpretq_u32_u64(vmull_n_u32(vget_low_u32(words), a));
  const uint32x4_t high = vreinterpretq_u32_u64(vmull_n_u32(vget_high_u32(words), a));
  return {(WordPart)vuzp2q_u32(low, high), (WordPart)vuzp1q_u32(low, high)};
}
RC_INLINE WordPart exclusive_or_part(WordPart a, WordPart b, WordPart c) { return a ^ b ^ c; }
RC_INLINE bool any_part(IntPart a) { return vmaxvq_u32((uint32x4_t)a) != 0; }
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
RC_INLINE Product<WordPart> product_part(std::uint32_t a, WordPart b) {
  WordPart high;
  for (int lane = 0; lane < RC_WIDTH; ++lane) high[lane] = mulhi(a, b[lane]);
  return {high, a * b};
}
RC_INLINE WordPart exclusive_or_part(WordPart a, WordPart b, WordPart c) { return a ^ b ^ c; }
RC_INLINE bool any_part(IntPart a) {
  std::int32_t found = 0;
  for (int lane = 0; lane < RC_WIDTH; ++lane) found |= a[lane];
  return found != 0;
}
#endif

template <int n>
RC_INLINE bool any(IntParts<n> a) {
  IntPart found = a.part[0];
  RC_UNROLL
  for (int i = 1; i < n; ++i) found = found | a.part[i];
  return any_part(found);
}
template <int n>
RC_INLINE FloatParts<n> fma(FloatParts<n> a, FloatParts<n> b, FloatParts<n> c) {
  RC_EACH_PART(FloatParts, fma_part(a.part[i], b.part[i], c.part[i]));
}
template <int n>
RC_INLINE FloatParts<n> sqrt(FloatParts<n> a) {
  RC_EACH_PART(FloatParts, sqrt_part(a.part[i]));
}
template <int n>
RC_INLINE Product<WordParts<n>> product(std::uint32_t a, WordParts<n> b) {
  Product<WordParts<n>> result;
  RC_UNROLL
  for (int i = 0; i < n; ++i) {
    const Product<WordPart> part = product_part(a, b.part[i]);
    result.high.part[i] = part.high;
    result.low.part[i] = part.low;
  }
  return result;
}
template <int n>
RC_INLINE WordParts<n> exclusive_or(WordParts<n> a, WordParts<n> b, std::uint32_t c) {
  RC_EACH_PART(WordParts, exclusive_or_part(a.part[i], b.part[i], WordPart{} + c));
}
// The x86 instructions are these selects to the bit, NaN and signed zeros included.
template <int n>
RC_INLINE FloatParts<n> smaller(FloatParts<n> a, FloatParts<n> b) {
  RC_EACH_PART(FloatParts, smaller_part(a.part[i], b.part[i]));
}
template <int n>
RC_INLINE FloatParts<n> larger(FloatParts<n> a, FloatParts<n> b) {
  RC_EACH_PART(FloatParts, larger_part(a.part[i], b.part[i]));
}
template <int n>
RC_INLINE FloatParts<n> positive_part(FloatParts<n> a) {
  return larger(a, FloatParts<n>{});
}
#undef RC_EACH_PART

// Parameters of a draw are plain floats: broadcast where they meet lanes.
template <int n>
RC_INLINE FloatParts<n> fma(FloatParts<n> a, FloatParts<n> b, float c) {
  return fma(a, b, splat<FloatParts<n>>(c));
}
template <int n>
RC_INLINE FloatParts<n> fma(FloatParts<n> a, float b, FloatParts<n> c) {
  return fma(a, splat<FloatParts<n>>(b), c);
}
template <int n>
RC_INLINE FloatParts<n> fma(FloatParts<n> a, float b, float c) {
  return fma(a, splat<FloatParts<n>>(b), splat<FloatParts<n>>(c));
}
template <int n>
RC_INLINE FloatParts<n> select(IntParts<n> which, FloatParts<n> yes, float no) {
  return select(which, yes, splat<FloatParts<n>>(no));
}
template <int n>
RC_INLINE FloatParts<n> select(IntParts<n> which, float yes, FloatParts<n> no) {
  return select(which, splat<FloatParts<n>>(yes), no);
}

#endif  // RC_WIDTH > 1

}  // namespace RC_ISA
}  // namespace racecast
