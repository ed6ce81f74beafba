#include "verification/closed_forms/engine_counts.hpp"

#include <numeric>

#include "kernels/engine/engine.hpp"

namespace racecast::verification {

std::uint64_t EngineCounts::by(const std::vector<std::uint64_t>& arrivals, int month) const {
  return std::accumulate(arrivals.begin(), arrivals.begin() + month + 1, std::uint64_t{0});
}

EngineCounts engine_counts(const Config& config, const VerificationOptions& options) {
  const Forecast forecast = config.forecast;
  const CountsLayout at = layout_of(forecast);
  std::vector<std::uint64_t> cells(static_cast<std::size_t>(at.size()));
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  CpuOptions cpu;
  cpu.threads = options.threads;
  make_cpu_engine(cpu)->run(forecast, {0, (options.paths + paths - 1) / paths}, cells, {});
  EngineCounts counts;
  counts.us.resize(static_cast<std::size_t>(at.months()));
  counts.cn.resize(counts.us.size());
  for (int a = 0; a < at.months(); ++a)
    for (int b = 0; b < at.months(); ++b) {
      const std::uint64_t count = cells[static_cast<std::size_t>(at.joint(0, a, b))];
      counts.us[static_cast<std::size_t>(a)] += count;
      counts.cn[static_cast<std::size_t>(b)] += count;
      counts.n += count;
    }
  for (int batch = 0; batch < outcome_batches; ++batch)
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      counts.outcome[outcome] +=
          cells[static_cast<std::size_t>(at.outcome_batch(batch, 0, outcome))];
  return counts;
}

}  // namespace racecast::verification
