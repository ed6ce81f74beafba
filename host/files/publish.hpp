// How a file of racecast appears: sealed, and whole or not at all.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace racecast {

/// Makes the image of a file, seals it and publishes it at `path`; HDF5's failures to make one are
/// defects. Throws Error(runtime). `path` is opened before `make` begins.
void publish_sealed(const std::string& path, const std::function<std::vector<std::byte>()>& make);

}  // namespace racecast
