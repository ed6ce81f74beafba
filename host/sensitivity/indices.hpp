// Sobol' indices and the share of chance, from the outputs of a Saltelli design that is run twice.
//
// Outputs are means over k random paths each, f = mean + noise. Two replicates of them have the
// same rows and independent noise, and a product is only ever made of outputs of different
// replicates, so that its expectation is that of the outputs without noise. With a, b and c the
// outputs of row A, of row B and of A with the columns of one factor taken from B, an index 0 or 1
// for the replicate, and products of both orders averaged:
//
//     V       = mean of (a0 a1 + b0 b1) / 2 - m0 m1,   m the mean of a and b
//     first   = mean of (b0 - m)(c1 - a1) / V          Saltelli et al., Computer Physics
//               Communications 181, 2010, 259-270, their (b); centred as in Sobol' and Kucherenko
//     total   = mean of (a0 - c0)(a1 - c1) / 2 V       Jansen, the same 117, 1999, 35-43
//     chance  = k times mean of (a0 - a1)^2 / 2, the variance of one path within its world
//
// Where a factor does nothing and both rows meet the same noise, c = a and both indices are 0
// exactly.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "host/inference/bootstrap.hpp"

namespace racecast {

/// Outputs of some rows of one matrix: [replicate][row * outputs + output].
using Evaluations = std::array<std::vector<double>, 2>;

struct FactorIndices {
  Interval first, total;
};

/// Of one output.
struct OutputIndices {
  double mean = 0;
  double between = 0;  ///< V: variance between worlds; may be slightly negative
  double within = 0;   ///< variance of one path within its world
  Interval share;      ///< between / (between + within)
  std::vector<FactorIndices> factors;
};

/// Adds up evaluations block by block, and what a bootstrap makes of them. Units of the bootstrap
/// are groups of consecutive rows, at most most_groups of them.
class IndexSums {
 public:
  static constexpr std::size_t most_groups = 1024;
  static constexpr std::size_t resamples = 200;

  /// `rows` in all, a power of two.
  IndexSums(std::size_t outputs, std::size_t factors, std::size_t rows, std::uint64_t seed);

  /// The rows from `first_row` on: those of matrices A and B. A block has whole groups: a power of
  /// two of rows, and group_rows() at least.
  void begin(std::size_t first_row, const Evaluations& a, const Evaluations& b);
  /// The same rows of A with the columns of a factor taken from B.
  void add(std::size_t factor, const Evaluations& c);

  std::size_t group_rows() const { return rows_ / resampled_.units(); }
  /// `paths` are behind each output, of one replicate. NaN: there is no variance.
  std::vector<OutputIndices> indices(double paths) const;

 private:
  enum Base : std::size_t { sum_0, sum_1, product, noise, base_sums };
  enum Pair : std::size_t { first_order, total_order, pair_sums };

  /// Places of the first column.
  std::size_t base(std::size_t output, std::size_t what) const;
  std::size_t pair(std::size_t output, std::size_t factor, std::size_t what) const;
  OutputIndices indices_of(std::size_t output, double paths) const;

  std::size_t outputs_, factors_, rows_;
  Resamples resampled_;
  std::size_t first_row_ = 0;
  Evaluations a_, b_;
  std::vector<double> centre_;  ///< [output], of the first block
  std::vector<double> base_;    ///< [output][what][column]
  std::vector<double> pair_;    ///< [output][factor][what][column]
};

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
