// Small symmetric matrices: what a set of correlations needs to be checked, drawn from and mended.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace racecast {

/// A symmetric matrix; the identity when it is made.
class SymmetricMatrix {
 public:
  explicit SymmetricMatrix(std::size_t size);
  /// Of what entry(row, column) gives for each column up to the row's own.
  template <class Entry>
  SymmetricMatrix(std::size_t size, Entry entry) : SymmetricMatrix(size) {
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j <= i; ++j) set(i, j, entry(i, j));
    }
  }
  std::size_t size() const { return size_; }
  double operator()(std::size_t row, std::size_t column) const {
    return entries_[row * size_ + column];
  }
  /// Sets the entry and its mirror image.
  void set(std::size_t row, std::size_t column, double value);

 private:
  std::size_t size_;
  std::vector<double> entries_;
};

/// Row i has the i + 1 entries up to the diagonal.
using LowerTriangle = std::vector<std::vector<double>>;

/// The lower triangle L with L L^T = matrix (Cholesky). None where the matrix is not positive
/// definite by a margin: a share of a parameter's variance below 1e-8 is nothing but rounding.
std::optional<LowerTriangle> lower_factor(const SymmetricMatrix& matrix);

struct EigenSystem {
  std::vector<double> value;                ///< in no order
  std::vector<std::vector<double>> vector;  ///< vector[k] belongs to value[k]; orthonormal
};
/// By Jacobi's rotations.
EigenSystem eigen_system(const SymmetricMatrix& matrix);

/// The correlation matrix (unit diagonal, every eigenvalue at least about `least_eigenvalue`)
/// nearest to `matrix` in the Frobenius norm: Higham 2002, alternating projections.
SymmetricMatrix nearest_correlation(const SymmetricMatrix& matrix, double least_eigenvalue);

}  // namespace racecast
