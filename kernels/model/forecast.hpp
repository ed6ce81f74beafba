// A forecast as the engines see it: numbers only, in one block of memory that is copied to a device
// with what it points to.
#pragma once

#include <cstdint>

#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"
#include "kernels/model/prior.hpp"

namespace racecast {

enum class Pool : std::int32_t { market = 0, state = 1 };
inline constexpr int pool_count = 2;
/// Places of the pools where there is a number of each.
inline constexpr int market_pool = static_cast<int>(Pool::market);
inline constexpr int state_pool = static_cast<int>(Pool::state);

enum class Destination : std::int32_t { compute = 0, fab = 1, power = 2 };

/// How a nation's compute is counted: by the headquarters of its owner, by where it stands, or by the
/// official totals.
enum class Accounting : std::int32_t { ownership = 0, location = 1, official = 2 };

/// Own scores that a design gives, where they are not to be random: a row for each draw.
struct ScoreTable {
  const float* z;            ///< [draw - first_draw][place], in the memory of the engine; null: random
  std::int32_t width;        ///< places of a row
  std::uint64_t first_draw;  ///< only draws that have a row may be run
  std::uint64_t draws;
};

struct Programme {
  std::int32_t nation;
  Destination destination;
  float first, last;      ///< years from the start: begin of the first month, end of the last
};

struct ThresholdRule {
  std::int32_t metric;       ///< row of the metric table
  std::int32_t hold_months;  ///< consecutive months
  std::int32_t sign;         ///< +1: reached from below ("above"), -1: from above ("below")
};

struct Forecast {
  std::uint64_t seed;
  std::uint32_t replicate;
  std::int32_t horizon;         ///< months after month 0
  std::int32_t paths_per_draw;  ///< 8, 16, 32 or a multiple of 32
  std::int32_t nation_stream[nation_count];  ///< {0, 1}; {1, 0} swaps the nations' random numbers
  std::int32_t channel_count[nation_count];
  Pool channel_pool[nation_count][max_channels];
  std::int32_t programme_count;
  Programme programme[max_programmes];
  std::int32_t threshold_count;
  ThresholdRule threshold[max_thresholds];              ///< in the order of the config and of results
  std::int32_t primary;                                 ///< place of the primary threshold
  Accounting accounting;
  // The pointers are to memory of the engine that runs it; on a host, to that of ForecastTables.
  std::int32_t prior_count;
  const Prior* prior;
  const float* fixed;  ///< [parameter slot], in Parameters: of those that are not sampled
  std::int32_t cell_count;
  const QuantileCell* cell;
  std::int32_t score_part_count;
  const ScorePart* score_part;
  /// 0: every draw is of the priors. Else odd draws are shifted: an own score z becomes
  /// shifted_scale * z + shift, so that rare outcomes are met more often (host/rare weighs them).
  float shifted_scale;
  ScoreTable table;
};

}  // namespace racecast
