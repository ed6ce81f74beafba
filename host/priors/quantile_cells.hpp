// A quantile function as cells that an engine evaluates (kernels/model/priors.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/priors/distribution.hpp"

namespace racecast {

/// Cells of one prior at most, and of a config.
inline constexpr std::size_t max_cells_of_prior = 8192;
inline constexpr std::size_t max_cells = std::size_t{1} << 17;

/// What the engine's value may differ by from the exact quantile at the same score, at the scores
/// with which the cells are checked as they are made; docs/priors.md states what follows.
inline constexpr double cell_tolerance = 2e-6;
inline constexpr double cell_tolerance_of_tails = 1e-4;  ///< beyond the quantiles 1e-6 and 1 - 1e-6

/// A distribution whose values are divided by `unit` for the engine, and kept within [low, high].
struct CellsInput {
  const Distribution& distribution;
  double unit;
  float low, high;
};

/// Appends the cells of the distribution and returns what the engine needs of them: link, first
/// cell, number of cells, low, high. Nothing (and no new cells) where max_cells_of_prior or
/// max_cells do not suffice.
std::optional<Prior> make_cells(const CellsInput& input, std::vector<QuantileCell>& cells);

/// The breaks of a distribution as scores within the range of tables, rising, each once.
std::vector<double> break_scores(const Distribution& distribution);

}  // namespace racecast
