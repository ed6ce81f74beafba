// What a translation unit may assume of its compiler and target.
//
// Every function of kernels/base and kernels/model is a template or inline, and the CPU engine
// compiles them once per instruction set. RC_ISA names the inline namespace of that build, so that
// the linker never merges an AVX-512 copy of an inline function into code that must run without
// AVX-512.
#pragma once

#include <cstdint>

#if defined(__FAST_MATH__)
#error "racecast needs IEEE arithmetic (fast-math changes results); remove -ffast-math or -Ofast"
#endif
#if !defined(__CUDA_ARCH__) && defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#error "racecast needs float evaluated as float (x87 changes results); build for SSE2 or newer"
#endif

#ifndef RC_ISA
#define RC_ISA portable
#endif

// RC_HD: a function of both host and device. RC_INLINE: the same, and never left out of line,
// because an out-of-line call would pass vector registers through memory on every month.
#ifdef __CUDACC__
#define RC_HD __host__ __device__
#define RC_INLINE __host__ __device__ __forceinline__
#else
#define RC_HD
#define RC_INLINE inline __attribute__((always_inline))
#endif

// RC_FENCE: what stands in memory is read anew after it. Keeps nvcc from loading the parameters of
// a draw early and holding them in registers, where they would crowd out the state of the path.
#ifdef __CUDA_ARCH__
#define RC_FENCE() asm volatile("" ::: "memory")
#else
#define RC_FENCE() static_cast<void>(0)
#endif

// RC_WATCH_EXP: sees the argument of every exp(); a test defines it to find what saturates.
#ifndef RC_WATCH_EXP
#define RC_WATCH_EXP(x) static_cast<void>(0)
#endif

// RC_EACH(i, n) { ... }: a loop over i in [0, n) that a GPU unrolls, because what a variable
// indexes cannot stay in registers, and that a CPU must not unroll: a month of the step has to fit
// into the 32 KiB of a core's instruction cache (beyond them it ran at half the speed).
#ifdef __CUDACC__
#define RC_EACH(i, n) _Pragma("unroll") for (int i = 0; i < (n); ++i)
#else
namespace racecast {
inline namespace RC_ISA {
/// n, but no compiler knows.
inline __attribute__((always_inline)) int rolled(int n) {
  asm("" : "+r"(n));
  return n;
}
}  // namespace RC_ISA
}  // namespace racecast
#define RC_EACH(i, n) for (int i = 0, i##_end = ::racecast::rolled(n); i < i##_end; ++i)
#endif

#if defined(__CUDACC__) || defined(__clang__)
#define RC_UNROLL _Pragma("unroll")
#else
#define RC_UNROLL _Pragma("GCC unroll 16")
#endif
