// The exact integer counts of a run: where each one stands in one flat array.
#pragma once

#include <cstdint>

#include "kernels/model/event_table.hpp"
#include "kernels/model/limits.hpp"

// Always inlined: this header is compiled once per instruction set, and the linker would be free to
// keep the copy that an older processor cannot run.
#ifdef __CUDACC__
#define RC_COUNTS_HD __host__ __device__ __forceinline__
#else
#define RC_COUNTS_HD inline __attribute__((always_inline))
#endif

namespace racecast {

enum Outcome : int { us_first = 0, cn_first = 1, same_month = 2, neither = 3 };
inline constexpr int outcome_count = 4;
inline constexpr const char* outcome_names[outcome_count] = {"us_first", "cn_first", "same_month",
                                                             "neither"};

inline constexpr int outcome_batches = 1024;  ///< batch of a draw: draw mod 1024
inline constexpr int arrival_batches = 64;    ///< draw mod 64

/// Places of the counts of a forecast with `thresholds` thresholds. Months run from 0 (held at the
/// start) to `horizon`; month `horizon + 1` stands for "never". All indices are row-major, in the
/// order of the arguments; thresholds are in the order of the config.
struct CountsLayout {
  std::int32_t thresholds;
  std::int32_t horizon;
  std::int32_t paths_per_draw;

  RC_COUNTS_HD int months() const { return horizon + 2; }
  RC_COUNTS_HD int never() const { return horizon + 1; }

  /// joint(threshold, us_month, cn_month)
  RC_COUNTS_HD std::int64_t joint(int threshold, int us_month, int cn_month) const {
    return (std::int64_t{threshold} * months() + us_month) * months() + cn_month;
  }
  RC_COUNTS_HD std::int64_t joint_size() const {
    return std::int64_t{thresholds} * months() * months();
  }
  /// odds(threshold, winning paths of the US in the draw)
  RC_COUNTS_HD std::int64_t odds(int threshold, int winning_paths) const {
    return joint_size() + std::int64_t{threshold} * (paths_per_draw + 1) + winning_paths;
  }
  RC_COUNTS_HD std::int64_t odds_size() const {
    return std::int64_t{thresholds} * (paths_per_draw + 1);
  }
  /// event_outcome(threshold, event pattern, outcome)
  RC_COUNTS_HD std::int64_t event_outcome(int threshold, int pattern, int outcome) const {
    return joint_size() + odds_size() +
           (std::int64_t{threshold} * event_patterns + pattern) * outcome_count + outcome;
  }
  RC_COUNTS_HD std::int64_t event_outcome_size() const {
    return std::int64_t{thresholds} * event_patterns * outcome_count;
  }
  /// outcome_batch(batch, threshold, outcome)
  RC_COUNTS_HD std::int64_t outcome_batch(int batch, int threshold, int outcome) const {
    return joint_size() + odds_size() + event_outcome_size() +
           (std::int64_t{batch} * thresholds + threshold) * outcome_count + outcome;
  }
  RC_COUNTS_HD std::int64_t outcome_batch_size() const {
    return std::int64_t{outcome_batches} * thresholds * outcome_count;
  }
  /// arrival_batch(batch, threshold, nation, month)
  RC_COUNTS_HD std::int64_t arrival_batch(int batch, int threshold, int nation, int month) const {
    return joint_size() + odds_size() + event_outcome_size() + outcome_batch_size() +
           ((std::int64_t{batch} * thresholds + threshold) * nation_count + nation) * months() +
           month;
  }
  RC_COUNTS_HD std::int64_t arrival_batch_size() const {
    return std::int64_t{arrival_batches} * thresholds * nation_count * months();
  }
  RC_COUNTS_HD std::int64_t size() const {
    return joint_size() + odds_size() + event_outcome_size() + outcome_batch_size() +
           arrival_batch_size();
  }
};

}  // namespace racecast
