// One dataset of numbers in an HDF5 file of others.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace racecast {

/// The numbers of the one-dimensional dataset at `path` ("group/name") in the file with these
/// bytes; floating-point or integer, at most `most`. Throws std::runtime_error where there is none,
/// where it has another type, rank or storage, or more numbers.
std::vector<double> read_number_dataset(std::span<const std::byte> file, const std::string& path,
                                        std::size_t most);

}  // namespace racecast
