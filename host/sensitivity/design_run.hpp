// A Saltelli design, run block by block: Sobol' points as standard normal scores.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/sensitivity/indices.hpp"

namespace racecast {

/// What is to be run.
struct SaltelliDesign {
  std::size_t width = 0;                          ///< scores of a row
  std::vector<std::vector<std::size_t>> factors;  ///< their places in a row, each in one factor
  std::size_t rows = 0;                           ///< a power of two
  std::uint64_t seed = 0;                         ///< of the digital shift and of the bootstrap

  static constexpr std::size_t block_rows = 8192;  ///< that are held at a time
  /// Rows of all matrices: A, B, and A with the columns of each factor.
  std::size_t evaluations() const { return rows * (factors.size() + 2); }
};

/// Outputs [row][output] of rows of scores z [row][width], with the noise of the rows `first_row`
/// on of a replicate. Rows of the same number have the same noise in all matrices.
using Evaluate = std::function<std::vector<double>(std::span<const float> z, std::size_t first_row,
                                                   int replicate)>;
/// Sees rows of A or of B, which are draws of the priors, and their outputs.
using SeeRows = std::function<void(std::span<const float> z, const Evaluations&)>;

/// Points of 2 width axes of Sobol's sequence with a digital shift: the first half of a point is a
/// row of A, the second of B. Throws std::invalid_argument for rows that are no power of two, and
/// what `evaluate` throws.
IndexSums run_design(const SaltelliDesign& design, std::size_t outputs, const Evaluate& evaluate,
                     const SeeRows& see = {});

}  // namespace racecast
