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

  double* base(std::size_t output, std::size_t what);
  double* pair(std::size_t output, std::size_t factor, std::size_t what);
  const double* base(std::size_t output, std::size_t what) const;
  const double* pair(std::size_t output, std::size_t factor, std::size_t what) const;
  OutputIndices indices_of(std::size_t output, double paths) const;

  std::size_t outputs_, factors_, rows_;
  Resamples resampled_;
  std::size_t first_row_ = 0;
  Evaluations a_, b_;
  std::vector<double> centre_;  ///< [output], of the first block
  std::vector<double> base_;    ///< [output][what][column]
  std::vector<double> pair_;    ///< [output][factor][what][column]
};

}  // namespace racecast
