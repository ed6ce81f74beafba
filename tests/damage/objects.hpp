// Damage to what a file holds: other values, shapes, types, links and texts, under a seal that
// fits, as another program writes it that knows HDF5 and not racecast.
#pragma once

#include <string>

#include "tests/damage/random.hpp"

namespace racecast::damage {

/// `path`: an HDF5 file without its seal. Throws h5::Failure where HDF5 refuses the change.
void damage_objects(const std::string& path, Random& random);

}  // namespace racecast::damage
