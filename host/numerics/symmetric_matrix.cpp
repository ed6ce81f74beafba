#include "host/numerics/symmetric_matrix.hpp"

#include <algorithm>
#include <cmath>

namespace racecast {
namespace {

constexpr double least_pivot = 1e-8;
constexpr int most_sweeps = 64;        // of Jacobi; ten are usual
constexpr int most_projections = 200;  // the last step mends what is left
constexpr double close_enough = 1e-9;

double off_diagonal(const SymmetricMatrix& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) sum += a(i, j) * a(i, j);
  }
  return sum;
}

// Turns rows and columns p and q so that a(p, q) vanishes (Golub and Van Loan, 8.5).
void rotate(SymmetricMatrix& a, EigenSystem& system, std::size_t p, std::size_t q) {
  const double tau = (a(q, q) - a(p, p)) / (2 * a(p, q));
  const double t = (tau >= 0 ? 1 : -1) / (std::abs(tau) + std::sqrt(1 + tau * tau));
  const double c = 1 / std::sqrt(1 + t * t), s = t * c, turned = t * a(p, q);
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (k == p || k == q) continue;
    const double kp = a(k, p), kq = a(k, q);
    a.set(k, p, c * kp - s * kq);
    a.set(k, q, s * kp + c * kq);
  }
  a.set(p, p, a(p, p) - turned);
  a.set(q, q, a(q, q) + turned);
  a.set(p, q, 0);
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double kp = system.vector[p][k], kq = system.vector[q][k];
    system.vector[p][k] = c * kp - s * kq;
    system.vector[q][k] = s * kp + c * kq;
  }
}

/// The nearest matrix whose eigenvalues are at least `least`.
SymmetricMatrix raise_eigenvalues(const SymmetricMatrix& matrix, double least) {
  const EigenSystem system = eigen_system(matrix);
  return {matrix.size(), [&](std::size_t i, std::size_t j) {
            double sum = 0;
            for (std::size_t k = 0; k < matrix.size(); ++k) {
              sum += std::max(system.value[k], least) * system.vector[k][i] * system.vector[k][j];
            }
            return sum;
          }};
}

/// Rows and columns divided so that the diagonal is 1, which leaves a matrix positive definite.
SymmetricMatrix with_unit_diagonal(const SymmetricMatrix& matrix) {
  return {matrix.size(), [&](std::size_t i, std::size_t j) {
            return i == j ? 1 : matrix(i, j) / std::sqrt(matrix(i, i) * matrix(j, j));
          }};
}

}  // namespace

SymmetricMatrix::SymmetricMatrix(std::size_t size) : size_(size), entries_(size * size) {
  for (std::size_t i = 0; i < size; ++i) set(i, i, 1);
}

void SymmetricMatrix::set(std::size_t row, std::size_t column, double value) {
  entries_[row * size_ + column] = value;
  entries_[column * size_ + row] = value;
}

std::optional<LowerTriangle> lower_factor(const SymmetricMatrix& matrix) {
  LowerTriangle factor;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    std::vector<double> row;
    double left = matrix(i, i);
    for (std::size_t j = 0; j < i; ++j) {
      double sum = matrix(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= row[k] * factor[j][k];
      row.push_back(sum / factor[j][j]);
      left -= row[j] * row[j];
    }
    if (!(left > least_pivot)) return {};
    row.push_back(std::sqrt(left));
    factor.push_back(std::move(row));
  }
  return factor;
}

EigenSystem eigen_system(const SymmetricMatrix& matrix) {
  const std::size_t n = matrix.size();
  SymmetricMatrix a = matrix;
  EigenSystem system{{}, std::vector<std::vector<double>>(n, std::vector<double>(n))};
  for (std::size_t i = 0; i < n; ++i) system.vector[i][i] = 1;
  for (int sweep = 0; sweep < most_sweeps && off_diagonal(a) > 1e-30; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a(p, q) != 0) rotate(a, system, p, q);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) system.value.push_back(a(i, i));
  return system;
}

SymmetricMatrix nearest_correlation(const SymmetricMatrix& matrix, double least_eigenvalue) {
  const std::size_t n = matrix.size();
  SymmetricMatrix nearest = matrix;
  std::vector<double> correction(n * n);  // Dykstra's
  for (int step = 0; step < most_projections; ++step) {
    const SymmetricMatrix shifted(
        n, [&](std::size_t i, std::size_t j) { return nearest(i, j) - correction[i * n + j]; });
    const SymmetricMatrix raised = raise_eigenvalues(shifted, least_eigenvalue);
    double change = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        correction[i * n + j] = raised(i, j) - shifted(i, j);
        change = std::max(change, std::abs(raised(i, j) - nearest(i, j)));
        nearest.set(i, j, i == j ? 1 : raised(i, j));
      }
    }
    if (change < close_enough) break;
  }
  return with_unit_diagonal(raise_eigenvalues(nearest, least_eigenvalue));
}

}  // namespace racecast
