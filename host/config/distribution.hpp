// Priors as distributions: quantile functions over a standard normal score z, in double precision.
#pragma once

#include <memory>
#include <optional>

#include "kernels/model/forecast.hpp"

namespace racecast {

/// Scores that a forecast can draw lie within [-score_range, score_range].
inline constexpr double score_range = -static_cast<double>(table_low);

/// A quantile function link(offset + scale * z).
struct LinkedLine {
  Link link = Link::identity;
  double offset = 0;
  double scale = 1;
};

/// A continuous distribution whose quantile function increases.
class Distribution {
 public:
  virtual ~Distribution() = default;
  /// The value whose cumulative probability is that of z under the standard normal.
  virtual double quantile(double z) const = 0;
  /// d quantile / dz.
  virtual double slope(double z) const = 0;
  /// Inverse of quantile(); -inf and +inf outside the support.
  virtual double score(double value) const = 0;
  /// For distributions that need no table.
  virtual std::optional<LinkedLine> line() const { return {}; }
};

using DistributionPtr = std::shared_ptr<const Distribution>;

/// Normal, lognormal (exp) or logit-normal (logistic), by the link.
DistributionPtr make_linked_normal(const LinkedLine& line);
/// The linked normal whose 5th and 95th percentiles are these, which lie in the range of the link.
DistributionPtr make_linked_normal(Link link, double p5, double p95);
DistributionPtr make_uniform(double low, double high);

/// Share of the distribution within [low, high].
double mass_within(const Distribution& distribution, double low, double high);

/// The distribution on condition that the value is within [low, high]: itself where these bounds
/// lie beyond every score that can be drawn.
DistributionPtr truncate(DistributionPtr distribution, double low, double high);

/// link(x) and its inverse.
double apply_link(Link link, double x);
double invert_link(Link link, double value);

}  // namespace racecast
