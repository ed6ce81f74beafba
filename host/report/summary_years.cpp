// Who is first by the end of each year, and if nobody is, who then will be.
#include <algorithm>
#include <cmath>

#include "host/inference/probability.hpp"
#include "host/report/summary_causes.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

using Counts = std::array<std::uint64_t, outcome_count>;

/// [month 0 ... horizon, never] Trajectories by the month of the first arrival and by who it is.
std::vector<Counts> first_arrivals(const Result& result, int threshold) {
  const CountsLayout& layout = result.layout;
  std::vector<Counts> first(static_cast<std::size_t>(layout.months()));
  for (int us_month = 0; us_month < layout.months(); ++us_month)
    for (int cn_month = 0; cn_month < layout.months(); ++cn_month) {
      Counts& month = first[static_cast<std::size_t>(std::min(us_month, cn_month))];
      month[outcome_of(layout, us_month, cn_month)] +=
          result.counts[static_cast<std::size_t>(layout.joint(threshold, us_month, cn_month))];
    }
  return first;
}

/// Numbers of the last months of calendar years, and the horizon.
std::vector<int> year_ends(const Result& result) {
  std::vector<int> ends;
  constexpr int year = months_per_year;
  for (int month = year + 1 - result.start.month; month < result.layout.horizon; month += year)
    ends.push_back(month);
  ends.push_back(result.layout.horizon);
  return ends;
}

YearOdds odds_at(const Result& result, int month, const Counts& by_then, const Counts& all,
                 double us_effect, double cn_effect) {
  YearOdds odds;
  odds.month = month;
  odds.end = result.start.plus(month - 1);
  const std::uint64_t n = result.trajectories();
  odds.open_count = n - by_then[us_first] - by_then[cn_first] - by_then[same_month];
  odds.us = share_of(by_then[us_first], n, us_effect);
  odds.cn = share_of(by_then[cn_first], n, cn_effect);
  odds.open = share_of(odds.open_count, n, std::max(us_effect, cn_effect));
  odds.us_after = share_of(all[us_first] - by_then[us_first], odds.open_count, us_effect);
  odds.cn_after = share_of(all[cn_first] - by_then[cn_first], odds.open_count, cn_effect);
  const double effect = std::max(us_effect, cn_effect), open = static_cast<double>(odds.open_count);
  const double us_part = odds.us_after.value, cn_part = odds.cn_after.value;
  const double difference = us_part - cn_part;
  odds.difference_after = {
      difference, std::sqrt(effect * (us_part + cn_part - difference * difference) / open)};
  odds.enough = open >= fewest_trajectories * effect;
  return odds;
}

/// Whether the nation that is less likely overall is clearly the likelier one from here.
bool turned(const YearOdds& odds, bool us_ahead) {
  const Estimate& difference = odds.difference_after;
  return (us_ahead ? -difference.value : difference.value) > 1.96 * difference.error;
}

}  // namespace

YearTable year_table(const Result& result, int threshold) {
  const std::vector<Counts> first = first_arrivals(result, threshold);
  Counts all{}, by_then{};
  for (const Counts& month : first)
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += month[i];
  const double us_effect = outcome_probability(result, threshold, us_first).design_effect;
  const double cn_effect = outcome_probability(result, threshold, cn_first).design_effect;
  const bool us_ahead = all[us_first] >= all[cn_first];
  const bool above_half = 2 * all[us_first] > result.trajectories();
  YearTable table;
  int next = 0;
  for (const int end : year_ends(result)) {
    for (; next <= end; ++next)
      for (std::size_t i = 0; i < all.size(); ++i)
        by_then[i] += first[static_cast<std::size_t>(next)][i];
    const YearOdds odds = odds_at(result, end, by_then, all, us_effect, cn_effect);
    const bool open = end < result.layout.horizon && odds.enough;
    if (!table.turns && open && turned(odds, us_ahead)) table.turns = odds.end.year;
    if (!table.crosses_half && open && (odds.us_after.value > 0.5) != above_half)
      table.crosses_half = odds.end.year;
    table.years.push_back(odds);
  }
  return table;
}

}  // namespace racecast
