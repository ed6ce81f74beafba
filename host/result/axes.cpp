#include "host/result/axes.hpp"

#include <numeric>

namespace racecast {
namespace {

using Layout = const CountsLayout&;

template <std::int64_t Size>
std::int64_t always(Layout) {
  return Size;
}
std::int64_t all_months(Layout layout) { return layout.months(); }

constexpr AxisRow row(Axis axis, const char* name, const char* unit, const char* long_name,
                      std::int64_t (*size)(Layout)) {
  return {axis, name, unit, long_name, size};
}

constexpr AxisRow rows[] = {
    row(Axis::threshold, "threshold", "1", "Name of the threshold, in the order of the config",
        [](Layout layout) { return std::int64_t{layout.thresholds}; }),
    row(Axis::outcome, "outcome", "1", "Who holds the threshold first", always<outcome_count>),
    row(Axis::nation, "nation", "1", "Nation", always<nation_count>),
    row(Axis::us_month, "us_month", "month",
        "Month in which the United States arrives (0: held at the start, -1: not by the horizon)",
        all_months),
    row(Axis::cn_month, "cn_month", "month",
        "Month in which China arrives (0: held at the start, -1: not by the horizon)", all_months),
    row(Axis::month, "month", "month", "Month of arrival (0: held at the start)",
        [](Layout layout) { return std::int64_t{layout.horizon} + 1; }),
    row(Axis::arrival_month, "arrival_month", "month",
        "Month of arrival (0: held at the start, -1: not by the horizon)", all_months),
    row(Axis::quantile, "quantile", "1", "Probability level of a quantile", always<quantile_count>),
    row(Axis::winning_paths, "winning_paths", "1",
        "Paths of a draw in which the United States is first",
        [](Layout layout) { return std::int64_t{layout.paths_per_draw} + 1; }),
    row(Axis::event_pattern, "event_pattern", "1", "Events of a trajectory, one bit each",
        always<event_patterns>),
    row(Axis::outcome_batch, "outcome_batch", "1", "Batch of draws: draw mod 1024",
        always<outcome_batches>),
    row(Axis::arrival_batch, "arrival_batch", "1", "Batch of draws: draw mod 64",
        always<arrival_batches>),
    row(Axis::odds_bin, "odds_bin", "1",
        "Probability of a draw: the middle of a bin [low, high) of width 0.05; the last includes 1",
        always<odds_bins>)};

constexpr bool rows_follow_the_enumeration() {
  int place = 0;
  for (const AxisRow& row : rows)
    if (static_cast<int>(row.axis) != place++) return false;
  return true;
}
static_assert(rows_follow_the_enumeration());
static_assert(outcome_batches == 1024 && arrival_batches == 64, "the long names say these numbers");
static_assert(std::size(quantile_percents) == quantile_count);
static_assert(odds_bins == 20, "the long name says the width");

}  // namespace

std::span<const AxisRow> axis_rows() { return rows; }

std::vector<std::int64_t> extents(std::span<const Axis> axes, const CountsLayout& layout) {
  std::vector<std::int64_t> sizes;
  for (const Axis axis : axes) sizes.push_back(extent(axis, layout));
  return sizes;
}

std::int64_t size_of(const TableRow& table, const CountsLayout& layout) {
  std::int64_t size = 1;
  for (const Axis axis : table.axes()) size *= extent(axis, layout);
  return size;
}

std::vector<std::string> axis_labels(Axis axis, const Result& result) {
  std::vector<std::string> labels;
  if (axis == Axis::threshold)
    for (const ThresholdInfo& threshold : result.thresholds) labels.push_back(threshold.name);
  if (axis == Axis::outcome) labels.assign(std::begin(outcome_names), std::end(outcome_names));
  if (axis == Axis::nation) labels.assign(std::begin(nation_names), std::end(nation_names));
  return labels;
}

std::vector<double> axis_levels(Axis axis) {
  std::vector<double> levels;
  if (axis == Axis::quantile)
    for (const int percent : quantile_percents) levels.push_back(percent / 100.0);
  if (axis == Axis::odds_bin)
    for (int bin = 0; bin < odds_bins; ++bin) levels.push_back((2 * bin + 1) / (2.0 * odds_bins));
  return levels;
}

std::vector<std::int32_t> axis_numbers(Axis axis, const CountsLayout& layout) {
  std::vector<std::int32_t> numbers(static_cast<std::size_t>(extent(axis, layout)));
  std::iota(numbers.begin(), numbers.end(), 0);
  if (row_of(axis).extent == all_months) numbers.back() = -1;
  return numbers;
}

}  // namespace racecast
