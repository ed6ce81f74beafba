// How the paths of a run end, as the CPU engine counts them.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "kernels/engine/engine.hpp"
#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {

/// Counts of the first threshold of a config.
struct EngineCounts {
  std::uint64_t n = 0;                ///< paths
  std::vector<std::uint64_t> us, cn;  ///< [month] that arrive; the last entry: never
  std::uint64_t outcome[outcome_count] = {};

  EngineCounts(const Config& config, const VerificationOptions& options) {
    const Forecast forecast = config.forecast;
    const CountsLayout at = layout_of(forecast);
    std::vector<std::uint64_t> cells(static_cast<std::size_t>(at.size()));
    make_cpu_engine({.threads = options.threads})
        ->run(forecast, {0, options.draws_of(forecast)}, cells, {});
    us.resize(static_cast<std::size_t>(at.months()));
    cn.resize(us.size());
    for (int a = 0; a < at.months(); ++a)
      for (int b = 0; b < at.months(); ++b) {
        const std::uint64_t count = cells[static_cast<std::size_t>(at.joint(0, a, b))];
        us[static_cast<std::size_t>(a)] += count;
        cn[static_cast<std::size_t>(b)] += count;
        n += count;
      }
    for (int batch = 0; batch < outcome_batches; ++batch)
      for (int i = 0; i < outcome_count; ++i)
        outcome[i] += cells[static_cast<std::size_t>(at.outcome_batch(batch, 0, i))];
  }

  /// Paths that arrive by `month`.
  std::uint64_t by(const std::vector<std::uint64_t>& arrivals, int month) const {
    return std::accumulate(arrivals.begin(), arrivals.begin() + month + 1, std::uint64_t{0});
  }
};

}  // namespace racecast::verification
