// Two correlated driftless walks, each towards a bar of its own: who is there first.
#pragma once

namespace racecast::verification {

/// Chances of how a race ends by a month; they sum to 1.
struct RaceLaw {
  double first = 0, second = 0, same_month = 0, neither = 0;
};

/// Monthly monitoring: `first_distance` and `second_distance` to the bars in standard deviations of
/// a month's step, `correlation` of the two steps, below 0.9 in magnitude.
///
/// The density f of both walks where neither has reached its bar obeys f[t+1](y) = integral of
/// f[t](x) n(y - x) dx with n the bivariate normal density, whose Mehler expansion sum over k of
/// rho^k h_k(u) h_k(v), h_k = He_k phi / sqrt(k!), makes the integral a sum of products of
/// matrices. Gauss-Legendre panels end at the bars, so the error lies far below that of 1e9 paths.
RaceLaw monthly_race(double first_distance, double second_distance, double correlation, int months);

/// Continuous monitoring for ever: P(the first walk is first) = theta0 / alpha, alpha = acos(-rho),
/// theta0 = atan2(d2 sqrt(1 - rho^2), d1 - rho d2), the angle of the start in the wedge that a
/// linear map makes of the quadrant.
double continuous_race(double first_distance, double second_distance, double correlation);

}  // namespace racecast::verification
