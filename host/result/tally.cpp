#include "host/result/tally.hpp"

namespace racecast {
namespace {

/// Calls visit(us_month, cn_month, count) for each cell of the joint table of a threshold.
template <class Visit>
void for_each_pair(const Result& result, int threshold, Visit visit) {
  const CountsLayout& layout = result.layout;
  const std::uint64_t* cell = result.counts.data() + layout.joint(threshold, 0, 0);
  for (int us_month = 0; us_month < layout.months(); ++us_month)
    for (int cn_month = 0; cn_month < layout.months(); ++cn_month)
      visit(us_month, cn_month, *cell++);
}

}  // namespace

Outcome outcome_of(const CountsLayout& layout, int us_month, int cn_month) {
  if (us_month < cn_month) return us_first;
  if (cn_month < us_month) return cn_first;
  return us_month == layout.never() ? neither : same_month;
}

std::vector<std::uint64_t> outcome_counts(const Result& result) {
  std::vector<std::uint64_t> counts;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold) {
    std::uint64_t of_threshold[outcome_count] = {};
    for_each_pair(result, threshold, [&](int us_month, int cn_month, std::uint64_t count) {
      of_threshold[outcome_of(result.layout, us_month, cn_month)] += count;
    });
    counts.insert(counts.end(), std::begin(of_threshold), std::end(of_threshold));
  }
  return counts;
}

std::span<const std::uint64_t> odds_of(const Result& result, int threshold) {
  return std::span(result.counts)
      .subspan(static_cast<std::size_t>(result.layout.odds(threshold, 0)),
               static_cast<std::size_t>(result.layout.paths_per_draw) + 1);
}

std::vector<std::uint64_t> arrivals_of(const Result& result, int threshold, int nation) {
  std::vector<std::uint64_t> months(static_cast<std::size_t>(result.layout.months()));
  for_each_pair(result, threshold, [&](int us_month, int cn_month, std::uint64_t count) {
    months[static_cast<std::size_t>(nation == us ? us_month : cn_month)] += count;
  });
  return months;
}

std::vector<std::uint64_t> arrival_counts(const Result& result) {
  std::vector<std::uint64_t> counts;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int nation = 0; nation < nation_count; ++nation) {
      const std::vector<std::uint64_t> months = arrivals_of(result, threshold, nation);
      counts.insert(counts.end(), months.begin(), months.end() - 1);
    }
  return counts;
}

std::vector<std::uint64_t> never_counts(const Result& result) {
  std::vector<std::uint64_t> counts;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int nation = 0; nation < nation_count; ++nation)
      counts.push_back(arrivals_of(result, threshold, nation).back());
  return counts;
}

LeadCounts leads_of(const Result& result, int threshold) {
  const CountsLayout& layout = result.layout;
  LeadCounts leads;
  const auto index_of_none = static_cast<std::size_t>(layout.horizon);  // of lead 0
  leads.both.resize(2 * index_of_none + 1);
  for_each_pair(result, threshold, [&](int us_month, int cn_month, std::uint64_t count) {
    const bool us_arrives = us_month != layout.never(), cn_arrives = cn_month != layout.never();
    if (us_arrives && cn_arrives)
      leads.both[index_of_none + static_cast<std::size_t>(cn_month) -
                 static_cast<std::size_t>(us_month)] += count;
    else if (us_arrives)
      leads.us_alone += count;
    else if (cn_arrives)
      leads.cn_alone += count;
  });
  return leads;
}

}  // namespace racecast
