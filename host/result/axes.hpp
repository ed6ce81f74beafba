// The axes of a result file: every dimension of every table, with its coordinate.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
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
  std::int64_t (*extent)(const CountsLayout&);
};

/// All axes, in the order of the enumeration.
std::span<const AxisRow> axis_rows();
inline const AxisRow& row_of(Axis axis) { return axis_rows()[static_cast<std::size_t>(axis)]; }

inline std::int64_t extent(Axis axis, const CountsLayout& layout) {
  return row_of(axis).extent(layout);
}

/// What a file says of a table, which is row-major over at most four axes.
struct TableRow {
  constexpr TableRow(const char* own_name, const char* own_unit, const char* meaning,
                     std::initializer_list<Axis> own_axes)
      : name(own_name), unit(own_unit), long_name(meaning), rank_(own_axes.size()) {
    std::ranges::copy(own_axes, axes_.begin());
  }
  std::span<const Axis> axes() const { return std::span(axes_).first(rank_); }
  bool has(Axis axis) const { return std::ranges::find(axes(), axis) != axes().end(); }

  const char* name;
  const char* unit;
  const char* long_name;

 private:
  std::array<Axis, 4> axes_{};
  std::size_t rank_;
};

/// Extent of each axis, and their product.
std::vector<std::int64_t> extents(std::span<const Axis> axes, const CountsLayout& layout);
std::int64_t size_of(const TableRow& table, const CountsLayout& layout);

/// Labels of threshold, outcome and nation; empty for the axes that count.
std::vector<std::string> axis_labels(Axis axis, const Result& result);

/// Values along an axis that counts: 0, 1, 2 ..., and -1 for "never" at the end of a month axis
/// that has it. Not for the axes of axis_levels().
std::vector<std::int32_t> axis_numbers(Axis axis, const CountsLayout& layout);

/// Coordinates of quantile (quantile_percents / 100) and odds_bin (middles of the bins); empty for
/// the other axes.
std::vector<double> axis_levels(Axis axis);

/// Bins of equal width over the probabilities; the last one includes 1.
inline constexpr int odds_bins = 20;

/// Quantiles of the fan charts.
inline constexpr double fan_levels[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

inline constexpr int quantile_percents[] = {5, 25, 50, 75, 95};
inline constexpr int quantile_count = 5;

}  // namespace racecast
