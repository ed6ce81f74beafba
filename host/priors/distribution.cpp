#include "host/priors/distribution.hpp"

#include <cmath>
#include <limits>

#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class LinkedNormal final : public Distribution {
 public:
  explicit LinkedNormal(const LinkedLine& line) : line_(line) {}

  double quantile(double z) const override {
    return apply_link(line_.link, line_.offset + line_.scale * z);
  }
  Shares shares(double value) const override {
    return shares_of_score((invert_link(line_.link, value) - line_.offset) / line_.scale);
  }
  std::optional<LinkedLine> line() const override { return line_; }

 private:
  LinkedLine line_;
};

class Truncated final : public Distribution {
 public:
  Truncated(DistributionPtr whole, double low, double high)
      : whole_(std::move(whole)),
        low_(low),
        high_(high),
        at_low_(whole_->shares_before(low)),
        at_high_(whole_->shares(high)),
        mass_(mass_within(*whole_, low, high)) {}

  double quantile(double z) const override {
    // Sums of positive terms only, so both tails stay exact.
    const auto [below, above] = shares_of_score(z);
    const double inner = normal_quantile(at_low_.below * above + at_high_.below * below,
                                         at_low_.above * above + at_high_.above * below);
    return std::fmin(std::fmax(whole_->quantile(inner), low_), high_);
  }

  Shares shares(double value) const override {
    if (value < low_) return {0, 1};
    if (value >= high_) return {1, 0};
    return within(whole_->shares(value));
  }

  Shares shares_before(double value) const override {
    if (value <= low_) return {0, 1};
    if (value > high_) return {1, 0};
    return within(whole_->shares_before(value));
  }

  std::vector<double> breaks() const override {
    std::vector<double> kept = {low_};
    for (const double value : whole_->breaks()) {
      if (value > low_ && value < high_) kept.push_back(value);
    }
    kept.push_back(high_);
    return kept;
  }

 private:
  Shares within(const Shares& whole) const {
    return {std::fmax(whole.below - at_low_.below, 0) / mass_,
            std::fmax(whole.above - at_high_.above, 0) / mass_};
  }

  DistributionPtr whole_;
  double low_, high_;
  Shares at_low_, at_high_;
  double mass_;
};

}  // namespace

Shares shares_of_score(double z) { return {normal_cdf(z), normal_cdf(-z)}; }

double Distribution::score(double value) const {
  const Shares cut = shares(value);
  return normal_quantile(cut.below, cut.above);
}

double Distribution::score_before(double value) const {
  const Shares cut = shares_before(value);
  return normal_quantile(cut.below, cut.above);
}

double apply_link(Link link, double x) {
  if (link == Link::exp) return std::exp(x);
  return link == Link::logistic ? 1 / (1 + std::exp(-x)) : x;
}

double invert_link(Link link, double value) {
  if (link == Link::identity) return value;
  if (value <= 0) return -infinity;
  if (link == Link::exp) return std::log(value);
  return value < 1 ? std::log(value / (1 - value)) : infinity;
}

DistributionPtr make_linked_normal(const LinkedLine& line) {
  return std::make_shared<LinkedNormal>(line);
}

double mass_within(const Distribution& distribution, double low, double high) {
  const Shares from = distribution.shares_before(low), to = distribution.shares(high);
  return from.below > 0.5 ? from.above - to.above : to.below - from.below;
}

DistributionPtr truncate(DistributionPtr distribution, double low, double high) {
  const bool low_matters = distribution->score_before(low) > -score_range;
  const bool high_matters = distribution->score(high) < score_range;
  if (!low_matters && !high_matters) return distribution;
  return std::make_shared<Truncated>(std::move(distribution), low, high);
}

}  // namespace racecast
