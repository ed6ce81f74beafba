// What the registry's figures say of money and levels of a year, in constant 2024 dollars: the
// medians of shipped configs must meet these ranges, and fan charts have them drawn in. They are
// the rows of configs/evidence-ranges.csv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace racecast {

/// Sums of a year, USD_bn: AI investment of a nation, and of the five US hyperscalers.
enum class Money : int { us_investment, cn_investment, channels };
inline constexpr int money_count = 3;

struct EvidenceRange {
  std::string config;  ///< whose start it is about, by name
  std::string quantity;
  int year = 0;    ///< calendar year of a sum of money, or the year at whose end a level stands
  int money = -1;  ///< a Money, or -1: the level of `metric`
  int metric = 0;  ///< row of the metric table; that of money: what it adds up over a year
  int nation = 0;
  double low = 0, high = 0;
  std::string unit;
  double scale = 1;     ///< the metric's own units in one `unit`
  std::string how;      ///< the range follows from the figures in this way
  std::string sources;  ///< tables of configs/evidence.toml, with single spaces between them
};

/// Of the config with this name; none where there are none.
std::vector<EvidenceRange> evidence_ranges(std::string_view config);

/// What is known of a metric of a nation, oldest first: how things stood at the end of each year
/// that a forecast starts after, and what the baseline's sources expect of later ones.
std::vector<EvidenceRange> known_ranges(int metric, int nation);

}  // namespace racecast
