// The smallest joint change of several parameters that turns the odds.
#pragma once

#include <optional>

#include "host/inference/drivers.hpp"

namespace racecast {

/// Of the first Drivers::most_fit drivers. With the coefficients b of a logistic fit in their
/// scores, and C the correlations of these scores under the prior,
///
///     z* = -b0 C b / (b^T C b),   distance = |b0| / sqrt(b^T C b)
///
/// the point of the plane b0 + b^T z = 0 that is nearest to the medians. None: nothing drives the
/// odds, there is no fit, or the point is farther than what can be drawn (table_range).
std::optional<JointTurn> joint_turn(const Config& config, const WorldSample& sample, int threshold,
                                    const Drivers& drivers);

}  // namespace racecast
