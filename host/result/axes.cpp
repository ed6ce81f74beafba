#include "host/result/axes.hpp"

#include <numeric>

#include "host/result/levels.hpp"

namespace racecast {
namespace {

constexpr AxisRow rows[] = {
    {Axis::threshold, "threshold", "1", "Name of the threshold, in the order of the config"},
    {Axis::outcome, "outcome", "1", "Who holds the threshold first"},
    {Axis::nation, "nation", "1", "Nation"},
    {Axis::us_month, "us_month", "month",
     "Month in which the United States arrives (0: held at the start, -1: not by the horizon)"},
    {Axis::cn_month, "cn_month", "month",
     "Month in which China arrives (0: held at the start, -1: not by the horizon)"},
    {Axis::month, "month", "month", "Month of arrival (0: held at the start)"},
    {Axis::arrival_month, "arrival_month", "month",
     "Month of arrival (0: held at the start, -1: not by the horizon)"},
    {Axis::quantile, "quantile", "1", "Probability level of a quantile"},
    {Axis::winning_paths, "winning_paths", "1",
     "Paths of a draw in which the United States is first"},
    {Axis::event_pattern, "event_pattern", "1", "Events of a trajectory, one bit each"},
    {Axis::outcome_batch, "outcome_batch", "1", "Batch of draws: draw mod 1024"},
    {Axis::arrival_batch, "arrival_batch", "1", "Batch of draws: draw mod 64"},
    {Axis::odds_bin, "odds_bin", "1",
     "Probability of a draw: the middle of a bin [low, high) of width 0.05; the last includes 1"}};

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

bool ends_with_never(Axis axis) {
  return axis == Axis::us_month || axis == Axis::cn_month || axis == Axis::arrival_month;
}

}  // namespace

std::span<const AxisRow> axis_rows() { return rows; }

std::int64_t extent(Axis axis, const CountsLayout& layout) {
  switch (axis) {
    case Axis::threshold:
      return layout.thresholds;
    case Axis::outcome:
      return outcome_count;
    case Axis::nation:
      return nation_count;
    case Axis::us_month:
    case Axis::cn_month:
    case Axis::arrival_month:
      return layout.months();
    case Axis::month:
      return layout.horizon + 1;
    case Axis::quantile:
      return quantile_count;
    case Axis::winning_paths:
      return layout.paths_per_draw + 1;
    case Axis::event_pattern:
      return event_patterns;
    case Axis::outcome_batch:
      return outcome_batches;
    case Axis::arrival_batch:
      return arrival_batches;
    case Axis::odds_bin:
      return odds_bins;
  }
  return 0;
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
  if (ends_with_never(axis)) numbers.back() = -1;
  return numbers;
}

}  // namespace racecast
