#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <limits>

#include "host/numerics/normal_score.hpp"
#include "host/priors/make_distribution.hpp"

namespace racecast {
namespace {

namespace math = boost::math;

// Plain doubles give the same bits on every processor; what is beyond a double becomes 0 or
// infinite, which the bounds of a parameter then take in.
using Policy =
    math::policies::policy<math::policies::promote_double<false>,
                           math::policies::overflow_error<math::policies::ignore_error>,
                           math::policies::underflow_error<math::policies::ignore_error>,
                           math::policies::denorm_error<math::policies::ignore_error>,
                           math::policies::evaluation_error<math::policies::ignore_error>>;

template <class Standard>
class FromBoost final : public Distribution {
 public:
  /// `breaks` in the units of `standard`.
  FromBoost(const Standard& standard, const Placed& placed, std::vector<double> breaks = {})
      : standard_(standard),
        placed_(placed),
        low_(math::support(standard).first),
        high_(math::support(standard).second) {
    for (const double value : {low_, high_}) {
      if (std::abs(value) < std::numeric_limits<double>::max()) breaks_.push_back(place(value));
    }
    breaks_.insert(breaks_.begin() + (breaks_.empty() ? 0 : 1), breaks.begin(), breaks.end());
  }

  double quantile(double z) const override {
    if (z < 0) {
      const double below = normal_cdf(z);
      return place(below > 0 ? math::quantile(standard_, below) : low_);
    }
    const double above = normal_cdf(-z);
    return place(above > 0 ? math::quantile(math::complement(standard_, above)) : high_);
  }

  Shares shares(double value) const override {
    const double x = (value - placed_.offset) / placed_.scale;
    if (!(x > low_)) return {0, 1};
    if (!(x < high_)) return {1, 0};
    return {math::cdf(standard_, x), math::cdf(math::complement(standard_, x))};
  }

  std::vector<double> breaks() const override { return breaks_; }

 private:
  double place(double x) const { return placed_.offset + placed_.scale * x; }

  Standard standard_;
  Placed placed_;
  double low_, high_;
  std::vector<double> breaks_;
};

template <class Standard>
DistributionPtr from_boost(const Standard& standard, const Placed& placed = {},
                           std::vector<double> breaks = {}) {
  return std::make_shared<FromBoost<Standard>>(standard, placed, std::move(breaks));
}

class LogUniform final : public Distribution {
 public:
  LogUniform(double low, double high)
      : low_(low), high_(high), log_(make_uniform(std::log(low), std::log(high))) {}

  double quantile(double z) const override {
    return std::fmin(std::fmax(std::exp(log_->quantile(z)), low_), high_);
  }
  Shares shares(double value) const override {
    if (value <= low_) return {0, 1};
    return log_->shares(std::log(value));
  }
  std::vector<double> breaks() const override { return {low_, high_}; }

 private:
  double low_, high_;
  DistributionPtr log_;
};

}  // namespace

DistributionPtr make_uniform(double low, double high) {
  return from_boost(math::uniform_distribution<double, Policy>(low, high));
}

DistributionPtr make_loguniform(double low, double high) {
  return std::make_shared<LogUniform>(low, high);
}

DistributionPtr make_triangular(double low, double mode, double high) {
  return from_boost(math::triangular_distribution<double, Policy>(low, mode, high), {}, {mode});
}

DistributionPtr make_beta(double alpha, double beta, const Placed& placed) {
  return from_boost(math::beta_distribution<double, Policy>(alpha, beta), placed);
}

DistributionPtr make_pert(double low, double mode, double high) {
  const double width = high - low;
  return make_beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, {low, width});
}

DistributionPtr make_gamma(double shape, double scale) {
  return from_boost(math::gamma_distribution<double, Policy>(shape, scale));
}

DistributionPtr make_student_t(double df, const Placed& placed) {
  return from_boost(math::students_t_distribution<double, Policy>(df), placed);
}

}  // namespace racecast
