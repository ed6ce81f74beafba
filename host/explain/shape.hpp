// What a parameter is likely to be: percentiles, mean and density of its prior, truncation
// included.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "host/config/config_parameter.hpp"

namespace racecast {

inline constexpr std::array<int, 7> explained_percents = {1, 5, 25, 50, 75, 95, 99};

/// The value below which `percent` % of the draws are, in the unit of the parameter.
double percentile(const ConfigParameter& parameter, double percent);

/// Mean of what is drawn: scores beyond those that a draw can have do not count.
double mean_of(const ConfigParameter& parameter);

/// Share of the prior that is less than `value`.
double share_below(const ConfigParameter& parameter, double value);

/// A value with a probability of its own.
struct Atom {
  double value = 0, probability = 0;
};

/// A prior as a person sees it: a few values with their probabilities, or a density over an axis.
/// The axis is logarithmic where the prior is positive and its 95th percentile is at least
/// `decade` times its 5th; then it is in ln(value), and so is the density.
struct Shape {
  static constexpr double decade = 8;
  /// Percentiles at the ends of the axis; what is beyond is not in the density.
  static constexpr double low_percent = 0.1, high_percent = 99.9;

  std::vector<Atom> atoms;  ///< all of them; empty where there is a density
  bool logarithmic = false;
  double low = 0, high = 0;     ///< ends of the axis, as values
  double cell = 0;              ///< width of a cell of the density, on the axis
  std::vector<double> density;  ///< share of a cell / its width

  /// Place of `value` on the axis, 0 at the low end and 1 at the high end.
  double place(double value) const;
};

/// `cells`: how many the density has.
Shape shape_of(const ConfigParameter& parameter, int cells);

/// The density in characters: lines of at most `columns` with a newline each, block characters over
/// an axis with marks at 5, 50 and 95 %, or a bar for each value of a prior that has only a few.
std::string density_plot(const ConfigParameter& parameter, std::size_t columns);

}  // namespace racecast
