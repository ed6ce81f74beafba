// Random numbers and small functions of the raw CUDA kernel. What is not declared here (Draw,
// Month, HORIZON, THRESHOLDS, ...) stands in the text that cupy_source.py puts before these files.
#pragma once

#define DEVICE __device__ __forceinline__

constexpr float DT = 1.0f / 12.0f, LN2 = 0.69314718f, TINY = 1e-30f;

DEVICE float keep(float rate) { return expf(-rate * DT); }
DEVICE float chance(float hazard) { return -expm1f(-hazard * DT); }
/// At most 2 a year, as all hazards that rise with the state.
DEVICE float capped_chance(float hazard) { return chance(fminf(hazard, 2.0f)); }
DEVICE float logistic(float x) { return 1.0f / (1.0f + expf(-x)); }
DEVICE float log_odds(float share) { return logf(share / (1.0f - share)); }

/// Four words of Philox4x32-10 (Salmon et al. 2011).
DEVICE uint4 philox(uint4 c, unsigned k0, unsigned k1) {
#pragma unroll
  for (int round = 0; round < 10; ++round) {
    const unsigned long long p0 = 0xD2511F53ull * c.x, p1 = 0xCD9E8D57ull * c.z;
    c = make_uint4(static_cast<unsigned>(p1 >> 32) ^ c.y ^ k0, static_cast<unsigned>(p1),
                   static_cast<unsigned>(p0 >> 32) ^ c.w ^ k1, static_cast<unsigned>(p0));
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return c;
}

/// In (0, 1].
DEVICE float uniform(unsigned word) { return static_cast<float>(word) * 0x1p-32f + 0x1p-33f; }

/// Two standard normals (Box and Muller 1958).
DEVICE float2 normal_pair(unsigned a, unsigned b) {
  const float radius = sqrtf(-2.0f * logf(uniform(a)));
  float sine, cosine;
  sincospif(2.0f * uniform(b), &sine, &cosine);
  return make_float2(radius * sine, radius * cosine);
}

/// The random numbers of a month of a path: blocks of four, by their number.
struct Numbers {
  unsigned long long path;
  unsigned seed, month;

  DEVICE uint4 words(unsigned block) const {
    return philox(
        make_uint4(static_cast<unsigned>(path), static_cast<unsigned>(path >> 32), month, block),
        seed, 0x72616365u);
  }
  DEVICE float4 uniforms(unsigned block) const {
    const uint4 w = words(block);
    return make_float4(uniform(w.x), uniform(w.y), uniform(w.z), uniform(w.w));
  }
  DEVICE float4 normals(unsigned block) const {
    const uint4 w = words(block);
    const float2 a = normal_pair(w.x, w.y), b = normal_pair(w.z, w.w);
    return make_float4(a.x, a.y, b.x, b.y);
  }
  /// Two normals, then two uniforms.
  DEVICE float4 mixed(unsigned block) const {
    const uint4 w = words(block);
    const float2 a = normal_pair(w.x, w.y);
    return make_float4(a.x, a.y, uniform(w.z), uniform(w.w));
  }
};
