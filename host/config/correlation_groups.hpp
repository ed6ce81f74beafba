// The sets of parameters that hang together through their correlations.
#pragma once

#include <vector>

#include "host/config/correlation.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {

/// A pair of a config whose parameters exist.
struct AddressedPair {
  ParameterAddress first, second;
  double rank = 0;
  Place place;  ///< of its entry
};

/// The groups of the pairs; reports sets that are too large or not possible, at the last of their
/// entries, with the nearest possible ranks to paste.
std::vector<ScoreGroup> group_pairs(const std::vector<AddressedPair>& pairs,
                                    Diagnostics& diagnostics);

}  // namespace racecast
