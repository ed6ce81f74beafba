// Ranges that the medians of shipped configs must meet, in constant 2024 dollars.
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
  double scale;         ///< the metric's own units in one `unit`
  const char* how;      ///< the range follows from the figures in this way
  const char* sources;  ///< tables of configs/evidence.toml, with single spaces between them
};

/// AI spending of a nation in a year, USD_bn.
constexpr EvidenceRange spending(const char* quantity, int year, Money money, double low,
                                 double high, const char* how, const char* sources) {
  return {quantity, year, static_cast<int>(money), 0, 0, low, high, "USD_bn", 1, how, sources};
}

/// A metric at the end of a year, in units of `scale` of its own.
constexpr EvidenceRange level(const char* quantity, int year, int metric, int nation, double low,
                              double high, const char* unit, double scale, const char* how,
                              const char* sources) {
  return {quantity, year, -1, metric, nation, low, high, unit, scale, how, sources};
}

/// Of the config with this name; none where there are none.
std::span<const EvidenceRange> evidence_ranges(std::string_view config);

// One for each config that has them.
std::span<const EvidenceRange> baseline_ranges();
std::span<const EvidenceRange> ranges_of_2023();
std::span<const EvidenceRange> ranges_of_2024();
std::span<const EvidenceRange> ranges_of_2025();
std::span<const EvidenceRange> article_ranges();

}  // namespace racecast::bench
