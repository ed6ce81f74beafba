#include <algorithm>
#include <cmath>
#include <limits>

#include "host/numerics/normal_score.hpp"
#include "host/numerics/root.hpp"
#include "host/priors/make_distribution.hpp"

namespace racecast {
namespace {

struct Component {
  DistributionPtr distribution;
  double weight;
};

class Mixture final : public Distribution {
 public:
  Mixture(const std::vector<DistributionPtr>& parts, const std::vector<double>& weights) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (weights[i] != 0) components_.push_back({parts[i], weights[i]});
    }
    double sum = 0;
    for (const Component& one : components_) sum += one.weight;
    for (Component& one : components_) one.weight /= sum;
    for (const Component& one : components_) {
      const std::vector<double> its = one.distribution->breaks();
      breaks_.insert(breaks_.end(), its.begin(), its.end());
    }
    std::sort(breaks_.begin(), breaks_.end());
    breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
    for (const double value : breaks_) {
      before_.push_back(score_before(value));
      at_.push_back(score(value));
    }
  }

  double quantile(double z) const override {
    // The first break that has as much at or below it. What it has of itself is it, exactly.
    const auto place = std::lower_bound(at_.begin(), at_.end(), z) - at_.begin();
    const auto i = static_cast<std::size_t>(place);
    if (i < breaks_.size() && z > before_[i]) return breaks_[i];
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Component& one : components_) {
      const double value = one.distribution->quantile(z);
      low = std::fmin(low, value);
      high = std::fmax(high, value);
    }
    if (i > 0) low = std::fmax(low, breaks_[i - 1]);
    if (i < breaks_.size()) high = std::fmin(high, breaks_[i]);
    if (!(low < high)) return low;
    // It rises with the value.
    const double wanted = normal_cdf(-std::abs(z));
    const auto excess = [&](double value) {
      const Shares cut = shares(value);
      return z < 0 ? cut.below / wanted - 1 : 1 - cut.above / wanted;
    };
    return find_root(excess, low, high);
  }

  Shares shares(double value) const override {
    return sum([value](const Distribution& one) { return one.shares(value); });
  }
  Shares shares_before(double value) const override {
    return sum([value](const Distribution& one) { return one.shares_before(value); });
  }
  std::vector<double> breaks() const override { return breaks_; }

 private:
  template <class Cut>
  Shares sum(Cut cut) const {
    Shares all{0, 0};
    for (const Component& one : components_) {
      const Shares its = cut(*one.distribution);
      all.below += one.weight * its.below;
      all.above += one.weight * its.above;
    }
    return all;
  }

  std::vector<Component> components_;
  std::vector<double> breaks_, before_, at_;  // values, and the scores up to and with them
};

}  // namespace

DistributionPtr make_mixture(const std::vector<DistributionPtr>& parts,
                             const std::vector<double>& weights) {
  return std::make_shared<Mixture>(parts, weights);
}

}  // namespace racecast
