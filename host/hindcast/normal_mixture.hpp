// A predictive distribution made of simulated paths: each path's number, blurred by an error.
#pragma once

#include <span>
#include <vector>

namespace racecast {

/// How well a distribution foretold a number.
struct ForecastScore {
  double pit = 0;        ///< its distribution function there: uniform if all is right
  double crps = 0;       ///< continuous ranked probability score; less is better
  double log_score = 0;  ///< minus the logarithm of its density there; less is better
};

/// An equal mixture of the normal distributions N(mean, sd^2).
class NormalMixture {
 public:
  /// `sd` above 0. Throws std::invalid_argument without means, or where one is not finite.
  NormalMixture(std::span<const double> means, double sd);

  /// PIT and density are exact; so is the first part of the score
  ///
  ///     CRPS = E|X - x| - E|X - X'| / 2          (Gneiting and Raftery 2007, eq. 21)
  ///
  /// a mean of the closed form for a normal (Grimit et al. 2006). For the second part, the same of
  /// every pair, means are dealt to the two points of a grid beside them, 1/16 of `sd` apart, and
  /// the variance that this adds is taken off again: good to about 1e-5 of `sd`. A mixture wider
  /// than 500 of its `sd` gets a coarser grid: 8192 points at most.
  ForecastScore score(double x) const;
  /// The number below which it lies with probability `p`, by the grid.
  double quantile(double p) const;

 private:
  double mean_distance() const;  // E|X - X'|

  std::vector<double> means_;
  double sd_;
  double first_ = 0, step_ = 0;  // grid
  std::vector<double> weight_;   // [point], sum 1
  double dealt_variance_ = 0;    // that dealing adds, on average
  double distance_ = 0;
};

/// E|m + s Z| for a standard normal Z.
double mean_absolute_normal(double m, double s);

}  // namespace racecast
