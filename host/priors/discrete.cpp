#include <algorithm>
#include <cmath>

#include "host/priors/make_distribution.hpp"

namespace racecast {
namespace {

/// Whether the share of `cut` is at least that of the score z.
bool reaches(const Shares& cut, const Shares& share) {
  return share.below < 0.5 ? cut.below >= share.below : cut.above <= share.above;
}

/// A number and how much it counts.
struct Weighted {
  double value, weight;
};

class Discrete final : public Distribution {
 public:
  Discrete(const std::vector<double>& numbers, const std::vector<double>& counts) {
    std::vector<Weighted> given;
    for (std::size_t i = 0; i < numbers.size(); ++i) given.push_back({numbers[i], counts[i]});
    std::sort(given.begin(), given.end(),
              [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
    std::vector<double> weights;
    double sum = 0;
    for (const Weighted& one : given) {
      if (one.weight == 0) continue;
      sum += one.weight;
      if (!values_.empty() && values_.back() == one.value) {
        weights.back() += one.weight;
      } else {
        values_.push_back(one.value);
        weights.push_back(one.weight);
      }
    }
    // Each side is a sum of its own, so that small shares of either keep their digits.
    cuts_.resize(values_.size() + 1);
    cuts_.front().below = cuts_.back().above = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      cuts_[i + 1].below = cuts_[i].below + weights[i] / sum;
      const std::size_t j = weights.size() - 1 - i;
      cuts_[j].above = cuts_[j + 1].above + weights[j] / sum;
    }
    cuts_.front().above = cuts_.back().below = 1;
  }

  double quantile(double z) const override {
    const Shares share = shares_of_score(z);
    const auto found =
        std::partition_point(cuts_.begin() + 1, cuts_.end() - 1,
                             [&](const Shares& cut) { return !reaches(cut, share); });
    return values_[static_cast<std::size_t>(found - cuts_.begin()) - 1];
  }
  Shares shares(double value) const override {
    const auto after = std::upper_bound(values_.begin(), values_.end(), value);
    return cuts_[static_cast<std::size_t>(after - values_.begin())];
  }
  Shares shares_before(double value) const override {
    const auto at = std::lower_bound(values_.begin(), values_.end(), value);
    return cuts_[static_cast<std::size_t>(at - values_.begin())];
  }
  std::vector<double> breaks() const override { return values_; }

 private:
  std::vector<double> values_;  // rising
  std::vector<Shares> cuts_;    // before each value, and after the last
};

class PiecewiseLinear final : public Distribution {
 public:
  explicit PiecewiseLinear(QuantilePoints corners) : corners_(std::move(corners)) {}

  double quantile(double z) const override {
    const Shares share = shares_of_score(z);
    const auto above =
        std::partition_point(corners_.begin() + 1, corners_.end() - 1, [&](const auto& corner) {
          return !reaches({corner.share, 1 - corner.share}, share);
        });
    const QuantilePoint &a = *(above - 1), &b = *above;
    // From the nearer end: what is left of the other would be rounded away.
    const double width = b.share - a.share, rise = b.value - a.value;
    const double from_low = share.below - a.share, from_high = share.above - (1 - b.share);
    const double value = from_low < from_high ? a.value + rise * (from_low / width)
                                              : b.value - rise * (from_high / width);
    return std::fmin(std::fmax(value, a.value), b.value);
  }

  Shares shares(double value) const override {
    return shares_below(std::ranges::upper_bound(corners_, value, {}, &QuantilePoint::value),
                        value);
  }
  Shares shares_before(double value) const override {
    return shares_below(std::ranges::lower_bound(corners_, value, {}, &QuantilePoint::value),
                        value);
  }

  std::vector<double> breaks() const override {
    std::vector<double> values;
    for (const QuantilePoint& corner : corners_) values.push_back(corner.value);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }

 private:
  /// Between the corner at `above` and the one before it.
  Shares shares_below(QuantilePoints::const_iterator above, double value) const {
    if (above == corners_.begin()) return {0, 1};
    if (above == corners_.end()) return {1, 0};
    const QuantilePoint &a = *(above - 1), &b = *above;
    const double width = b.share - a.share, rise = b.value - a.value;
    return {a.share + width * ((value - a.value) / rise),
            (1 - b.share) + width * ((b.value - value) / rise)};
  }

  QuantilePoints corners_;
};

}  // namespace

DistributionPtr make_discrete(const std::vector<double>& values,
                              const std::vector<double>& weights) {
  return std::make_shared<Discrete>(values, weights);
}

DistributionPtr make_piecewise_linear(QuantilePoints corners) {
  return std::make_shared<PiecewiseLinear>(std::move(corners));
}

DistributionPtr make_empirical(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto steps = static_cast<double>(values.size() - 1);
  QuantilePoints corners;
  for (std::size_t i = 0; i < values.size(); ++i) {
    corners.push_back({static_cast<double>(i) / steps, values[i]});
  }
  return make_piecewise_linear(std::move(corners));
}

}  // namespace racecast
