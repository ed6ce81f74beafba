#include "host/config/distribution.hpp"

#include <cmath>
#include <limits>

#include "host/config/normal_score.hpp"

namespace racecast {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class LinkedNormal final : public Distribution {
 public:
  explicit LinkedNormal(const LinkedLine& line) : line_(line) {}

  double quantile(double z) const override { return apply_link(line_.link, argument(z)); }

  double slope(double z) const override {
    const double value = quantile(z);
    switch (line_.link) {
      case Link::identity: return line_.scale;
      case Link::exp: return line_.scale * value;
      case Link::logistic: return line_.scale * value * apply_link(line_.link, -argument(z));
    }
    return 0;
  }

  double score(double value) const override {
    return (invert_link(line_.link, value) - line_.offset) / line_.scale;
  }

  std::optional<LinkedLine> line() const override { return line_; }

 private:
  double argument(double z) const { return line_.offset + line_.scale * z; }

  LinkedLine line_;
};

class Uniform final : public Distribution {
 public:
  Uniform(double low, double high) : low_(low), high_(high) {}

  double quantile(double z) const override {
    // The sum that starts at the nearer end keeps the digits of both tails.
    return z < 0 ? low_ + (high_ - low_) * normal_cdf(z) : high_ - (high_ - low_) * normal_cdf(-z);
  }
  double slope(double z) const override { return (high_ - low_) * normal_pdf(z); }
  double score(double value) const override {
    return normal_quantile((value - low_) / (high_ - low_), (high_ - value) / (high_ - low_));
  }

 private:
  double low_, high_;
};

class Truncated final : public Distribution {
 public:
  Truncated(DistributionPtr whole, double low, double high)
      : whole_(std::move(whole)), low_(low), high_(high) {
    const double low_score = whole_->score(low), high_score = whole_->score(high);
    below_low_ = normal_cdf(low_score);
    above_low_ = normal_cdf(-low_score);
    below_high_ = normal_cdf(high_score);
    above_high_ = normal_cdf(-high_score);
    mass_ = low_score > 0 ? above_low_ - above_high_ : below_high_ - below_low_;
  }

  double quantile(double z) const override {
    return std::fmin(std::fmax(whole_->quantile(whole_score(z)), low_), high_);
  }

  double slope(double z) const override {
    const double inner = whole_score(z);
    return whole_->slope(inner) * mass_ * std::exp((inner - z) * (inner + z) / 2);
  }

  double score(double value) const override {
    if (value <= low_) return -infinity;
    if (value >= high_) return infinity;
    const double inner = whole_->score(value);
    const double below = (normal_cdf(inner) - below_low_) / mass_;
    const double above = (normal_cdf(-inner) - above_high_) / mass_;
    return normal_quantile(below, above);
  }

 private:
  // Score within the whole distribution; sums of positive terms only, so both tails stay exact.
  double whole_score(double z) const {
    const double below = normal_cdf(z), above = normal_cdf(-z);
    return normal_quantile(below_low_ * above + below_high_ * below,
                           above_low_ * above + above_high_ * below);
  }

  DistributionPtr whole_;
  double low_, high_;
  double below_low_, above_low_, below_high_, above_high_;
  double mass_;
};

}  // namespace

double apply_link(Link link, double x) {
  switch (link) {
    case Link::identity: return x;
    case Link::exp: return std::exp(x);
    case Link::logistic: return 1 / (1 + std::exp(-x));
  }
  return x;
}

double invert_link(Link link, double value) {
  switch (link) {
    case Link::identity: return value;
    case Link::exp: return value > 0 ? std::log(value) : -infinity;
    case Link::logistic:
      if (value <= 0) return -infinity;
      return value < 1 ? std::log(value / (1 - value)) : infinity;
  }
  return value;
}

DistributionPtr make_linked_normal(const LinkedLine& line) {
  return std::make_shared<LinkedNormal>(line);
}

DistributionPtr make_linked_normal(Link link, double p5, double p95) {
  const double low = invert_link(link, p5), high = invert_link(link, p95);
  return make_linked_normal({link, (low + high) / 2, (high - low) / (2 * normal_quantile(0.95))});
}

DistributionPtr make_uniform(double low, double high) {
  return std::make_shared<Uniform>(low, high);
}

double mass_within(const Distribution& distribution, double low, double high) {
  const double from = distribution.score(low), to = distribution.score(high);
  return from > 0 ? normal_cdf(-from) - normal_cdf(-to) : normal_cdf(to) - normal_cdf(from);
}

DistributionPtr truncate(DistributionPtr distribution, double low, double high) {
  const bool low_matters = distribution->score(low) > -score_range;
  const bool high_matters = distribution->score(high) < score_range;
  if (!low_matters && !high_matters) return distribution;
  return std::make_shared<Truncated>(std::move(distribution), low, high);
}

}  // namespace racecast
