// The seal of a result file: a line after HDF5's last byte, with the SHA-256 of all bytes before
// it.
//
//     "\nracecast seal 1 sha256 " 64 hexadecimal digits "\n"
//
// HDF5 and what is built on it do not look behind the end of their data. The seal is checked before
// HDF5 sees a byte, because HDF5 itself can crash on a damaged file (1.10.8: about one in 130 files
// with one to four changed bytes). It guards against accidents and not against forgery.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace racecast {

std::string seal_of(std::span<const std::byte> bytes);

/// The bytes of a sealed HDF5 file, without the seal. Throws Error(file) where `path` cannot be
/// read, is no HDF5 file, has no seal, or has changed since it was sealed.
std::vector<std::byte> read_sealed(const std::string& path);

}  // namespace racecast
