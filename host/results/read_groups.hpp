// Reading the groups /fan, /draws and /samples of a file that may be damaged or hostile.
#pragma once

#include "host/hdf5/hdf5_read.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// Fills what the file has of them; needs the layout, the thresholds and the provenance of
/// `result`. Throws h5::Failure.
void read_groups(hid_t file, Result& result);

}  // namespace racecast
