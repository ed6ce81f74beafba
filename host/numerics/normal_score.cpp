#include "host/numerics/normal_score.hpp"

#include <boost/math/distributions/normal.hpp>
#include <limits>

namespace racecast {
namespace {

const boost::math::normal_distribution<double> standard_normal;

}  // namespace

double normal_cdf(double z) { return boost::math::cdf(standard_normal, z); }
double normal_pdf(double z) { return boost::math::pdf(standard_normal, z); }

double normal_quantile(double p) {
  if (p <= 0) return -std::numeric_limits<double>::infinity();
  if (p >= 1) return std::numeric_limits<double>::infinity();
  return boost::math::quantile(standard_normal, p);
}

double normal_quantile(double p, double complement) {
  return p <= complement ? normal_quantile(p) : -normal_quantile(complement);
}

}  // namespace racecast
