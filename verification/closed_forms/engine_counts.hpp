// How the paths of a run end, as the CPU engine counts them.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/engine/counts.hpp"
#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {

/// Counts of the first threshold of a config.
struct EngineCounts {
  std::uint64_t n = 0;                ///< paths
  std::vector<std::uint64_t> us, cn;  ///< [month] that arrive; the last entry: never
  std::uint64_t outcome[outcome_count] = {};

  std::uint64_t by(const std::vector<std::uint64_t>& arrivals, int month) const;
};
EngineCounts engine_counts(const Config& config, const VerificationOptions& options);

}  // namespace racecast::verification
