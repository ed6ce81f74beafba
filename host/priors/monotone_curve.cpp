#include <algorithm>
#include <boost/math/interpolators/cubic_hermite.hpp>
#include <memory>

#include "host/numerics/normal_score.hpp"
#include "host/numerics/root.hpp"
#include "host/priors/make_distribution.hpp"

namespace racecast {
namespace {

using Spline = boost::math::interpolators::cubic_hermite<std::vector<double>>;

class MonotoneCurve final : public Distribution {
 public:
  MonotoneCurve(Link link, const QuantilePoints& points) : link_(link) {
    for (const QuantilePoint& point : points) {
      z_.push_back(normal_quantile(point.share));
      g_.push_back(invert_link(link, point.value));
    }
    first_slope_ = secant(0);
    last_slope_ = secant(points.size() - 2);
    std::vector<double> slopes = {first_slope_};
    for (std::size_t i = 1; i + 1 < z_.size(); ++i) slopes.push_back(inner_slope(i));
    slopes.push_back(last_slope_);
    spline_ = std::make_unique<Spline>(std::vector<double>(z_), std::vector<double>(g_),
                                       std::move(slopes));
  }

  double quantile(double z) const override { return apply_link(link_, argument(z)); }

  Shares shares(double value) const override {
    return shares_of_score(inverse(invert_link(link_, value)));
  }

  std::vector<double> breaks() const override {
    std::vector<double> values;
    for (const double g : g_) values.push_back(apply_link(link_, g));
    return values;
  }

 private:
  double secant(std::size_t i) const { return (g_[i + 1] - g_[i]) / (z_[i + 1] - z_[i]); }

  // The weighted harmonic mean of both secants, which keeps the curve rising.
  double inner_slope(std::size_t i) const {
    const double left = z_[i] - z_[i - 1], right = z_[i + 1] - z_[i];
    const double w_left = 2 * right + left, w_right = right + 2 * left;
    return (w_left + w_right) / (w_left / secant(i - 1) + w_right / secant(i));
  }

  double argument(double z) const {
    if (z <= z_.front()) return g_.front() + first_slope_ * (z - z_.front());
    if (z >= z_.back()) return g_.back() + last_slope_ * (z - z_.back());
    return (*spline_)(z);
  }

  double inverse(double g) const {
    if (g <= g_.front()) return z_.front() + (g - g_.front()) / first_slope_;
    if (g >= g_.back()) return z_.back() + (g - g_.back()) / last_slope_;
    const auto i = static_cast<std::size_t>(std::upper_bound(g_.begin(), g_.end(), g) - g_.begin());
    return find_root([&](double z) { return argument(z) - g; }, z_[i - 1], z_[i]);
  }

  Link link_;
  std::vector<double> z_, g_;
  double first_slope_ = 0, last_slope_ = 0;
  std::unique_ptr<Spline> spline_;
};

}  // namespace

DistributionPtr make_monotone(Link link, const QuantilePoints& points) {
  return std::make_shared<MonotoneCurve>(link, points);
}

}  // namespace racecast
