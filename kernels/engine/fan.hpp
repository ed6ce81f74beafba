// Buckets of the monthly metrics, from which fan charts are made.
//
// One path of each draw is counted (path = draw mod paths_per_draw), in every month. A bucket is a
// 128th of an octave of the float32 value, its upper bits as they are, so that counting takes no
// arithmetic; the middle of a bucket is within 2^-8 of every value in it. What lies below or above
// the octaves of its metric (metrics.def) is counted apart.
#pragma once

#include <cstdint>

#include "kernels/base/lanes.hpp"
#include "kernels/engine/counts.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {

inline constexpr int fan_bucket_bits = 7;
inline constexpr int octave_buckets = 1 << fan_bucket_bits;
inline constexpr int fan_series = nation_count * metric_count;  ///< of a month: [nation][metric]

/// The first octave of a metric's buckets: they begin at 2^first_octave, in the engine's unit.
RC_COUNTS_HD constexpr int first_octave(int metric) {
  switch (metric) {
#define RC_METRIC(id, member, unit, scale, octave, octaves, meaning) \
  case id:                                                           \
    return octave;
#include "kernels/model/metrics.def"
#undef RC_METRIC
  }
  return 0;
}

/// Buckets of a metric: the first is for what is below its octaves, the last for what is above.
RC_COUNTS_HD constexpr int fan_buckets(int metric) {
  switch (metric) {
#define RC_METRIC(id, member, unit, scale, octave, octaves, meaning) \
  case id:                                                           \
    return (octaves)*octave_buckets + 2;
#include "kernels/model/metrics.def"
#undef RC_METRIC
  }
  return 0;
}

/// Buckets of the metrics before this one.
RC_COUNTS_HD constexpr int fan_offset(int metric) {
  int sum = 0;
  for (int before = 0; before < metric; ++before) sum += fan_buckets(before);
  return sum;
}

/// The bucket of a level, which is not negative: its upper bits, counted from the first octave.
RC_COUNTS_HD int fan_bucket(int metric, std::uint32_t bits_of_level) {
  constexpr int exponent_bias = 127;
  const int place = static_cast<int>(bits_of_level >> (23 - fan_bucket_bits)) -
                    (first_octave(metric) + exponent_bias) * octave_buckets + 1;
  const int last = fan_buckets(metric) - 1;
  return place < 0 ? 0 : place > last ? last : place;
}

/// Places of dense fan counts, [month][nation][metric][bucket].
struct FanLayout {
  std::int32_t horizon;

  RC_COUNTS_HD static constexpr int month_cells() {
    return nation_count * fan_offset(metric_count);
  }
  RC_COUNTS_HD std::int64_t cell(int month, int nation, int metric, int bucket) const {
    return std::int64_t{month} * month_cells() + nation * fan_offset(metric_count) +
           fan_offset(metric) + bucket;
  }
  RC_COUNTS_HD std::int64_t size() const { return std::int64_t{horizon + 1} * month_cells(); }
};

}  // namespace racecast
