// The axes of a result file: every dimension of every table, with its coordinate.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/result/result.hpp"

namespace racecast {

enum class Axis {
  threshold,
  outcome,
  nation,
  us_month,
  cn_month,
  month,
  arrival_month,
  quantile,
  winning_paths,
  event_pattern,
  outcome_batch,
  arrival_batch,
  odds_bin
};

struct AxisRow {
  Axis axis;
  const char* name;
  const char* unit;
  const char* long_name;
};

/// All axes, in the order of the enumeration.
std::span<const AxisRow> axis_rows();
inline const AxisRow& row_of(Axis axis) { return axis_rows()[static_cast<std::size_t>(axis)]; }

std::int64_t extent(Axis axis, const CountsLayout& layout);

/// Labels of threshold, outcome and nation; empty for the axes that count.
std::vector<std::string> axis_labels(Axis axis, const Result& result);

/// Values along an axis that counts: 0, 1, 2 ..., and -1 for "never" at the end of a month axis
/// that has it. Not for the axes of axis_levels().
std::vector<std::int32_t> axis_numbers(Axis axis, const CountsLayout& layout);

/// Coordinates of quantile (quantile_percents / 100) and odds_bin (middles of the bins); empty for
/// the other axes.
std::vector<double> axis_levels(Axis axis);

inline constexpr int quantile_percents[] = {5, 25, 50, 75, 95};
inline constexpr int quantile_count = 5;

}  // namespace racecast
