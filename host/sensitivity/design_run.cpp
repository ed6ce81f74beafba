#include "host/sensitivity/design_run.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "host/design/sobol.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

/// Matrices A and B, block by block.
class Points {
 public:
  Points(std::size_t width, std::uint64_t seed)
      : sequence_(2 * width), width_(width), point_(2 * width) {
    sequence_.shift(seed);
  }

  void next(std::size_t rows) {
    a.resize(rows * width_), b.resize(rows * width_);
    for (std::size_t row = 0; row < rows; ++row) {
      sequence_.next(point_);
      for (std::size_t i = 0; i < width_; ++i) {
        a[row * width_ + i] = score(point_[i]);
        b[row * width_ + i] = score(point_[width_ + i]);
      }
    }
  }

  std::vector<float> a, b;  ///< [row][place]

 private:
  static float score(std::uint64_t bits) {
    return normal_score(static_cast<std::uint32_t>(bits >> 32));
  }

  SobolSequence sequence_;
  std::size_t width_;
  std::vector<std::uint64_t> point_;
};

void swap_columns(std::vector<float>& a, std::vector<float>& b, std::size_t width,
                  const std::vector<std::size_t>& places) {
  for (std::size_t row = 0; row < a.size(); row += width)
    for (const std::size_t place : places) std::swap(a[row + place], b[row + place]);
}

}  // namespace

IndexSums run_design(const SaltelliDesign& design, std::size_t outputs, const Evaluate& evaluate,
                     const SeeRows& see) {
  if (!std::has_single_bit(design.rows))
    throw std::invalid_argument("the rows of a Sobol' design are no power of two");
  IndexSums sums(outputs, design.factors.size(), design.rows, design.seed);
  Points points(design.width, design.seed);
  const std::size_t block = std::min(design.rows, SaltelliDesign::block_rows);
  for (std::size_t first = 0; first < design.rows; first += block) {
    points.next(block);
    const auto run = [&](const std::vector<float>& z) {
      return Evaluations{evaluate(z, first, 0), evaluate(z, first, 1)};
    };
    const Evaluations a = run(points.a), b = run(points.b);
    if (see) see(points.a, a), see(points.b, b);
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
