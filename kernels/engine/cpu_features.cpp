#include "kernels/engine/cpu_features.hpp"

#include <fstream>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace racecast {

bool processor_runs(CpuIsa isa) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  // x86-64-v3 is the floor: without a hardware fused multiply-add the same bits would take a
  // library call an operation.
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                  __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                  __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512cd");
  return isa == CpuIsa::avx512 ? v4 : v3 && isa != CpuIsa::neon;
#elif defined(__aarch64__)
  return isa == CpuIsa::portable || isa == CpuIsa::neon;  // every aarch64 has NEON and fma
#else
  return isa == CpuIsa::portable;
#endif
}

std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name"))
      if (const auto colon = line.find(": "); colon != std::string::npos)
        return line.substr(colon + 2);
#if defined(__x86_64__)
  return "x86-64 processor";
#elif defined(__aarch64__)
  return "aarch64 processor";
#else
  return "processor";
#endif
}

int available_threads() {
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  const unsigned threads = std::thread::hardware_concurrency();
  return threads == 0 ? 1 : static_cast<int>(threads);
}

}  // namespace racecast
