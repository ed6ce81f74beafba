#include "host/explain/shape.hpp"

#include <cmath>

#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

// The least score at which the quantile function satisfies `reached`, which stays true from there.
template <class Reached>
double first_score(Reached reached) {
  double low = -score_range, high = score_range;
  if (reached(low)) return low;
  for (int step = 0; step < 60; ++step) {
    const double middle = low + (high - low) / 2;
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

// A prior that gives no more than a few values among many scores is made of atoms.
std::vector<Atom> atoms_of(const ConfigParameter& parameter) {
  if (parameter.is_constant()) return {{parameter.constant, 1}};
  constexpr int scores = 4096;
  constexpr std::size_t few = 64;
  std::vector<double> values;
  for (int i = 0; i < scores; ++i) {
    const double value = parameter.quantile(normal_quantile((i + 0.5) / scores));
    if (values.empty() || value != values.back()) values.push_back(value);
    if (values.size() > few) return {};
  }
  std::vector<Atom> atoms;
  double below = 0;
  for (const double value : values) {
    const double score = first_score([&](double z) { return parameter.quantile(z) > value; });
    const double up_to = value == values.back() ? 1 : normal_cdf(score);
    atoms.push_back({value, up_to - below});
    below = up_to;
  }
  return atoms;
}

double on_axis(const Shape& shape, double value) {
  return shape.logarithmic ? std::log(value) : value;
}

}  // namespace

double percentile(const ConfigParameter& parameter, double percent) {
  return parameter.quantile(normal_quantile(percent / 100));
}

double mean_of(const ConfigParameter& parameter) {
  if (parameter.is_constant()) return parameter.constant;
  constexpr int nodes = 13000;  // midpoints: exact enough for the jumps of atoms, too
  double sum = 0, weights = 0;
  for (int node = 0; node < nodes; ++node) {
    const double z = score_range * ((2.0 * node + 1) / nodes - 1);
    const double weight = normal_pdf(z);
    sum += weight * parameter.quantile(z);
    weights += weight;
  }
  return sum / weights;
}

double share_below(const ConfigParameter& parameter, double value) {
  const double score = first_score([&](double z) { return parameter.quantile(z) >= value; });
  if (score <= -score_range) return 0;
  return parameter.quantile(score) >= value ? normal_cdf(score) : 1;
}

double Shape::place(double value) const {
  return (on_axis(*this, value) - on_axis(*this, low)) /
         (on_axis(*this, high) - on_axis(*this, low));
}

Shape shape_of(const ConfigParameter& parameter, int cells) {
  Shape shape;
  shape.atoms = atoms_of(parameter);
  shape.low = percentile(parameter, Shape::low_percent);
  shape.high = percentile(parameter, Shape::high_percent);
  if (!shape.atoms.empty()) return shape;
  shape.logarithmic =
      shape.low > 0 && percentile(parameter, 95) >= Shape::decade * percentile(parameter, 5);
  const double from = on_axis(shape, shape.low), to = on_axis(shape, shape.high);
  shape.cell = (to - from) / cells;
  double below = share_below(parameter, shape.low);
  for (int i = 0; i < cells; ++i) {
    const double end = from + shape.cell * (i + 1);
    const double value = shape.logarithmic ? std::exp(end) : end;
    const double up_to = share_below(parameter, i + 1 == cells ? shape.high : value);
    shape.density.push_back((up_to - below) / shape.cell);
    below = up_to;
  }
  return shape;
}

}  // namespace racecast
