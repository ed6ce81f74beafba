// One trajectory alone, month by month: the same bits as in a batch, seen from inside.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/engine/counts.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

/// A column of a trace's states or random numbers.
struct TraceColumn {
  const char* nation;  ///< "", "us" or "cn"
  const char* name;    ///< "backlog_market"
  const char* unit;
  const char* meaning;
};

/// What the path's state holds at the end of each month.
std::span<const TraceColumn> state_columns();
/// The random numbers that each month uses. Those of a channel that does not exist are drawn as
/// well where they share a block with another's, and then serve nothing.
std::span<const TraceColumn> number_columns();

/// Everything of one trajectory. Months run from 0 (the state at the start) to the horizon; values
/// are in the units of the engine (metric_rows[].scale, units of the parameter table).
struct Trace {
  std::uint64_t trajectory = 0;
  int months = 0;                      ///< horizon + 1
  std::vector<float> given;            ///< [parameter slot], the draw's parameters
  std::vector<float> metrics;          ///< [month][nation][metric]
  std::vector<float> states;           ///< [month][state column]
  std::vector<float> numbers;          ///< [month][number column]; month 0 has none: zeros
  std::vector<std::int32_t> events;    ///< [month], bits of the event table up to that month
  std::vector<std::int32_t> arrivals;  ///< [threshold][nation], months; horizon + 1: never
  std::vector<std::int32_t> patterns;  ///< [threshold], events up to the first arrival
  std::vector<std::int32_t> outcomes;  ///< [threshold], as enum Outcome

  float metric(int month, int nation, int metric) const;
};

/// Runs trajectory number `trajectory` = draw * paths_per_draw + path.
Trace trace(const Forecast& forecast, std::uint64_t trajectory);

}  // namespace racecast
