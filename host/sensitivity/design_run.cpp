#include "host/sensitivity/indices.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

#include "host/design/sobol.hpp"
#include "kernels/base/philox.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

constexpr std::size_t set_columns = SaltelliDesign::set_columns;

/// The numbers 0 ... size - 1 in an order that is random by the seed (Fisher and Yates), or as they
/// are for set 0.
std::vector<std::uint32_t> order_of(std::size_t size, std::uint64_t seed, std::uint32_t set) {
  constexpr std::uint32_t purpose = 5;  // beside those of designs and of the bootstrap
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = size; set > 0 && i > 1; --i) {
    const std::uint64_t bits =
        philox<std::uint32_t>({static_cast<std::uint32_t>(i), purpose, set, 0}, seed).x;
    std::swap(order[i - 1], order[bits * i >> 32]);
  }
  return order;
}

/// Some columns of A and the same of B.
struct ColumnSet {
  std::size_t first, columns;
  SobolSequence sequence;
  std::vector<std::uint32_t> order;  ///< [row], of its point
};

/// Matrices A and B, block by block.
class Points {
 public:
  explicit Points(const SaltelliDesign& design) : width_(design.width) {
    for (std::size_t first = 0; first < width_; first += set_columns) {
      const auto number = static_cast<std::uint32_t>(sets_.size());
      const std::size_t columns = std::min(set_columns, width_ - first);
      sets_.push_back(
          {first, columns, SobolSequence(2 * columns), order_of(design.rows, design.seed, number)});
      sets_.back().sequence.shift(design.seed, number);
    }
  }

  void fill(std::size_t first_row, std::size_t rows) {
    a.resize(rows * width_), b.resize(rows * width_);
    std::vector<std::uint64_t> point;
    for (ColumnSet& set : sets_) {
      point.resize(2 * set.columns);
      for (std::size_t row = 0; row < rows; ++row) {
        set.sequence.at(set.order[first_row + row], point);
        for (std::size_t i = 0; i < set.columns; ++i) {
          a[row * width_ + set.first + i] = score(point[i]);
          b[row * width_ + set.first + i] = score(point[set.columns + i]);
        }
      }
    }
  }

  std::vector<float> a, b;  ///< [row][place]

 private:
  static float score(std::uint64_t bits) {
    return normal_score(static_cast<std::uint32_t>(bits >> 32));
  }

  std::size_t width_;
  std::vector<ColumnSet> sets_;
};

void swap_columns(std::vector<float>& a, std::vector<float>& b, std::size_t width,
                  const std::vector<std::size_t>& places) {
  for (std::size_t row = 0; row < a.size(); row += width)
    for (const std::size_t place : places) std::swap(a[row + place], b[row + place]);
}

}  // namespace

IndexSums run_design(const SaltelliDesign& design, std::size_t outputs, const Evaluate& evaluate,
                     const DesignRowVisitor& visit) {
  if (!std::has_single_bit(design.rows))
    throw std::invalid_argument("the rows of a Sobol' design are no power of two");
  IndexSums sums(outputs, design.factors.size(), design.rows, design.seed);
  Points points(design);
  const std::size_t block = std::min(design.rows, SaltelliDesign::block_rows);
  for (std::size_t first = 0; first < design.rows; first += block) {
    points.fill(first, block);
    const auto run = [&](const std::vector<float>& z) {
      return Evaluations{evaluate(z, first, 0), evaluate(z, first, 1)};
    };
    const Evaluations a = run(points.a), b = run(points.b);
    if (visit) visit(points.a, a), visit(points.b, b);
    sums.begin(first, a, b);
    for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
      swap_columns(points.a, points.b, design.width, design.factors[factor]);
      sums.add(factor, run(points.a));
      swap_columns(points.a, points.b, design.width, design.factors[factor]);
    }
  }
  return sums;
}

}  // namespace racecast
