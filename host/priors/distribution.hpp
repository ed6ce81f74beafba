// Priors as distributions: quantile functions over a standard normal score z, in double precision.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kernels/model/prior.hpp"

namespace racecast {

/// Scores that a forecast can draw lie within [-score_range, score_range].
inline constexpr double score_range = static_cast<double>(table_range);

/// A quantile function link(offset + scale * z).
struct LinkedLine {
  Link link = Link::identity;
  double offset = 0;
  double scale = 1;
};

/// How a distribution is cut in two: what lies below and what lies above, which add up to 1. Each
/// keeps its digits where it is small.
struct Shares {
  double below, above;
};

/// Of a standard normal, cut at z.
Shares shares_of_score(double z);

class Distribution {
 public:
  virtual ~Distribution() = default;

  /// The least value that has at least the share of z under the standard normal at or below it.
  virtual double quantile(double z) const = 0;
  /// Shares of the values up to `value`, and of those above it.
  virtual Shares shares(double value) const = 0;
  /// Shares of the values less than `value`, and of the others. Another where a value has a
  /// probability of its own.
  virtual Shares shares_before(double value) const { return shares(value); }
  /// Values, rising, at which the quantile function jumps or has a kink: the ends of the support,
  /// values with a probability of their own, corners of the density.
  virtual std::vector<double> breaks() const { return {}; }
  /// For distributions that need no table.
  virtual std::optional<LinkedLine> line() const { return {}; }

  /// P(X <= value).
  double cdf(double value) const { return shares(value).below; }
  /// The score whose share lies at or below `value`; -inf and +inf outside the support.
  double score(double value) const;
  /// The same for what is less than `value`.
  double score_before(double value) const;
};

using DistributionPtr = std::shared_ptr<const Distribution>;

/// Normal, lognormal (exp) or logit-normal (logistic), by the link.
DistributionPtr make_linked_normal(const LinkedLine& line);

/// Share of the distribution within [low, high].
double mass_within(const Distribution& distribution, double low, double high);

/// The distribution on condition that the value is within [low, high]: itself where these bounds
/// lie beyond every score that can be drawn.
DistributionPtr truncate(DistributionPtr distribution, double low, double high);

/// link(x) and its inverse.
double apply_link(Link link, double x);
double invert_link(Link link, double value);

}  // namespace racecast
