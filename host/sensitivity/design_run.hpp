// A Saltelli design, run block by block: Sobol' points as standard normal scores.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/sensitivity/indices.hpp"

namespace racecast {

/// What is to be run. In hundreds of dimensions some pairs of axes of Sobol's sequence lie on few
/// lines until there are very many points, and one parameter would be taken for another. So columns
/// come in sets of set_columns: those of a set, of A and of B, are the axes of one sequence, and
/// each set has its points in another random order (Latin supercube sampling: Owen, ACM
/// Transactions on Modeling and Computer Simulation 8, 1998, 71-102).
struct SaltelliDesign {
  std::size_t width = 0;                          ///< scores of a row
  std::vector<std::vector<std::size_t>> factors;  ///< their places in a row, each in one factor
  std::size_t rows = 0;                           ///< a power of two
  std::uint64_t seed = 0;                         ///< of the digital shift and of the bootstrap

  static constexpr std::size_t set_columns = 16;
  static constexpr std::size_t block_rows = 8192;  ///< that are held at a time
  /// Rows of all matrices: A, B, and A with the columns of each factor.
  std::size_t evaluations() const { return rows * (factors.size() + 2); }
};

/// Outputs [row][output] of rows of scores z [row][width], with the noise of the rows `first_row`
/// on of a replicate. Rows of the same number have the same noise in all matrices.
using Evaluate = std::function<std::vector<double>(std::span<const float> z, std::size_t first_row,
                                                   int replicate)>;
/// Takes rows of A or of B, which are draws of the priors, and their outputs.
using DesignRowVisitor = std::function<void(std::span<const float> z, const Evaluations&)>;

/// Sobol' points with a digital shift: of a set of columns, the first half of a point is in a row
/// of A, the second in that of B. Throws std::invalid_argument for rows that are no power of two,
/// and what `evaluate` throws.
IndexSums run_design(const SaltelliDesign& design, std::size_t outputs, const Evaluate& evaluate,
                     const DesignRowVisitor& visit = {});

}  // namespace racecast
