// Damage to a dataset of an open file.
#pragma once

#include <string>

#include "host/hdf5/hdf5_read.hpp"
#include "host/hdf5/hdf5_write.hpp"
#include "tests/damage/random.hpp"

namespace racecast::damage {

bool has_text(hid_t object, const std::string& attribute);

/// Other values, another shape or another type; nothing where `path` is no dataset.
void change_dataset(hid_t file, const std::string& path, Random& random);

}  // namespace racecast::damage
