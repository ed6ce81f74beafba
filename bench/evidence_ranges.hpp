// Ranges that the baseline's medians must meet, in constant 2024 dollars.
#pragma once

#include <span>
#include <string_view>

#include "bench/observe.hpp"

namespace racecast::bench {

struct EvidenceRange {
  const char* quantity;
  int year;    ///< calendar year of a sum of money, or the year at whose end a level stands
  int money;   ///< a Money, or -1: the level of `metric`
  int metric;  ///< row of the metric table
  int nation;
  double low, high;
  const char* unit;
  double scale;                               ///< the metric's own units in one `unit`
  const char* how;                            ///< the range follows from the figures in this way
  std::span<const std::string_view> sources;  ///< tables of configs/evidence.toml
};

std::span<const EvidenceRange> evidence_ranges();

}  // namespace racecast::bench
