// Chains with few states: what is known of them exactly.
#pragma once

#include <vector>

namespace racecast::verification {

/// [from][to], the chance of each move in a month; rows may sum to less than 1 where paths end.
using Transitions = std::vector<std::vector<double>>;
using Occupancy = std::vector<double>;

/// P^months pi.
Occupancy after(const Transitions& move, Occupancy now, int months);

/// The chain without the moves into `forbidden` states: what is left of it has not been there.
Transitions avoiding(Transitions move, const std::vector<bool>& forbidden);

double total(const Occupancy& occupancy);

}  // namespace racecast::verification
