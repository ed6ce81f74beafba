// The standard normal distribution in double precision.
#pragma once

namespace racecast {

/// Share of the distribution below `z`; accurate in both tails of small values.
double normal_cdf(double z);
double normal_pdf(double z);
/// The z with normal_cdf(z) = p; -inf at 0, +inf at 1.
double normal_quantile(double p);
/// The same from a share and its complement, so that neither tail is rounded away.
double normal_quantile(double p, double complement);

}  // namespace racecast
