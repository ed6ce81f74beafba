// How the paths of single draws ended: the first logical block of a run, draw by draw.
//
// The parameters of a draw follow from its number (draw_parameters.hpp), so these rows say which
// worlds lead to which outcome without any parameter being stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/engine/counts.hpp"

namespace racecast {

/// Where an engine notes the draws [first, first + draws): [draw][threshold][outcome], how many of
/// the draw's paths ended so, and [draw][threshold][nation], the sum over its paths of the month of
/// arrival, or of the horizon where that is less. Null: not wanted.
struct DrawRows {
  std::uint32_t* paths = nullptr;
  std::uint64_t first = 0, draws = 0;
  std::uint32_t* months = nullptr;

  /// The row of a draw; null where none is kept.
  RC_COUNTS_HD std::uint32_t* row(std::uint64_t draw, int thresholds) const {
    return row_of(paths, draw, thresholds * outcome_count);
  }
  RC_COUNTS_HD std::uint32_t* month_row(std::uint64_t draw, int thresholds) const {
    return row_of(months, draw, thresholds * nation_count);
  }

 private:
  RC_COUNTS_HD std::uint32_t* row_of(std::uint32_t* rows, std::uint64_t draw, int size) const {
    if (rows == nullptr || draw < first || draw - first >= draws) return nullptr;
    return rows + (draw - first) * static_cast<std::uint64_t>(size);
  }
};

/// The rows of a run on the host.
struct DrawOutcomes {
  std::uint64_t first_draw = 0;
  int thresholds = 0;
  std::vector<std::uint32_t> paths;   ///< [draw][threshold][outcome]
  std::vector<std::uint32_t> months;  ///< [draw][threshold][nation], restricted; empty: not wanted

  DrawOutcomes() = default;
  /// For a run of `run_draws` draws: as many rows, and at most a logical block.
  DrawOutcomes(int threshold_count, std::uint64_t first, std::uint64_t run_draws)
      : first_draw(first),
        thresholds(threshold_count),
        paths(static_cast<std::size_t>(kept(run_draws)) * row_size()) {}

  static std::uint64_t kept(std::uint64_t draws) {
    return draws < block_draws ? draws : block_draws;
  }
  std::size_t row_size() const { return static_cast<std::size_t>(thresholds) * outcome_count; }
  std::uint64_t draws() const { return thresholds == 0 ? 0 : paths.size() / row_size(); }
  /// Paths of the draw `first_draw + row` that end so.
  std::uint32_t at(std::uint64_t row, int threshold, int outcome) const {
    return paths[static_cast<std::size_t>(row) * row_size() +
                 static_cast<std::size_t>(threshold * outcome_count + outcome)];
  }
  /// Asks for the months of arrival as well.
  void ask_months() { months.resize(paths.size() / outcome_count * nation_count); }
  /// Sum over the paths of the draw `first_draw + row` of min(month of arrival, horizon).
  std::uint32_t month_sum(std::uint64_t row, int threshold, int nation) const {
    return months[(static_cast<std::size_t>(row) * static_cast<std::size_t>(thresholds) +
                   static_cast<std::size_t>(threshold)) *
                      nation_count +
                  static_cast<std::size_t>(nation)];
  }
  /// For an engine that runs on the host.
  DrawRows rows() {
    return {paths.data(), first_draw, draws(), months.empty() ? nullptr : months.data()};
  }
  friend bool operator==(const DrawOutcomes&, const DrawOutcomes&) = default;
};

}  // namespace racecast
