// What the registry's figures say of money and levels of a year, in constant 2024 dollars: the
// medians of shipped configs must meet these ranges, and fan charts have them drawn in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {

/// Sums of a year, USD_bn: AI investment of a nation, and of the five US hyperscalers.
enum class Money : int { us_investment, cn_investment, channels };
inline constexpr int money_count = 3;

struct EvidenceRange {
  const char* quantity;
  int year;    ///< calendar year of a sum of money, or the year at whose end a level stands
  int money;   ///< a Money, or -1: the level of `metric`
  int metric;  ///< row of the metric table; that of money: what it adds up over a year
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
  const int nation = money == Money::cn_investment ? int{cn} : int{us};
  return {
      quantity, year,   static_cast<int>(money), metric_investment, nation, low, high, "USD_bn", 1,
      how,      sources};
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

/// What is known of a metric of a nation, oldest first: how things stood at the end of each year
/// that a forecast starts after, and what the baseline's sources expect of later ones.
std::vector<EvidenceRange> known_ranges(int metric, int nation);

}  // namespace racecast
