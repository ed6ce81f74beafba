// CUDA's words for a CPU, one thread a block; included once more after the kernels: their callers.
#ifndef CUDA_ON_CPU
#define CUDA_ON_CPU

#include <cmath>

#define __device__
#define __forceinline__ inline
#define __global__
#define __shared__ static
#define __launch_bounds__(...)

struct uint4 {
  unsigned x, y, z, w;
};
struct float2 {
  float x, y;
};
struct float4 {
  float x, y, z, w;
};
struct Index {
  int x;
};
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }
inline float2 make_float2(float x, float y) { return {x, y}; }
inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }
inline void sincospif(float x, float* sine, float* cosine) {
  *sine = std::sin(3.14159265f * x);
  *cosine = std::cos(3.14159265f * x);
}
template <class T>
void atomicAdd(T* cell, T n) {
  *cell += n;
}
inline void __syncthreads() {}
static Index threadIdx{0}, blockIdx{0}, blockDim{1};

#else

extern "C" void on_cpu_philox(unsigned* c, const unsigned* key) {
  const uint4 words = philox(make_uint4(c[0], c[1], c[2], c[3]), key[0], key[1]);
  c[0] = words.x, c[1] = words.y, c[2] = words.z, c[3] = words.w;
}

extern "C" void on_cpu_month_tables(int blocks, int threads, const Draw* draws, Month* months,
                                    int count) {
  blockDim.x = threads;
  for (blockIdx.x = 0; blockIdx.x < blocks; ++blockIdx.x)
    for (threadIdx.x = 0; threadIdx.x < threads; ++threadIdx.x) month_tables(draws, months, count);
}

extern "C" void on_cpu_run_draws(int blocks, int, const Draw* draws, const Month* months,
                                 unsigned seed, int first, Count* joint, Count* odds, Count* events,
                                 Count* outcome_batch, Count* arrival_batch) {
  threadIdx.x = 0;
  for (blockIdx.x = 0; blockIdx.x < blocks; ++blockIdx.x)
    run_draws(draws, months, seed, first, joint, odds, events, outcome_batch, arrival_batch);
}

#endif
