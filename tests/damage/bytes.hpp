// Damage to the bytes of a file, as a bad disk, a cut line or a careless program does it.
#pragma once

#include <string>

#include "tests/damage/random.hpp"

namespace racecast::damage {

/// Never the same bytes.
std::string damaged_bytes(const std::string& whole, Random& random);

}  // namespace racecast::damage
