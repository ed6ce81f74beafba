// The rows of metrics.def: one enumerator a metric, and what the host shows of it.
#pragma once

namespace racecast {

enum Metric : int {
#define RC_METRIC(id, member, unit, scale, octave, octaves, meaning) metric_##member = id,
#include "kernels/model/metrics.def"
#undef RC_METRIC
};

struct MetricRow {
  const char* name;
  const char* unit;
  double scale;
  const char* meaning;
};

inline constexpr MetricRow metric_rows[] = {
#define RC_METRIC(id, member, unit, scale, octave, octaves, meaning) {#member, unit, scale, meaning},
#include "kernels/model/metrics.def"
#undef RC_METRIC
};

inline constexpr int metric_count = static_cast<int>(sizeof(metric_rows) / sizeof(metric_rows[0]));

}  // namespace racecast
