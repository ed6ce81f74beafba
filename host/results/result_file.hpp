// A result as an HDF5 file.
#pragma once

#include <string>

#include "host/result/result.hpp"

namespace racecast {

/// Writes the whole file under a temporary name and renames it (fsync before and after), so that
/// `path` is either the old file or the complete new one. Throws Error(runtime).
void write_result(const std::string& path, const Result& result);

/// Throws Error(file) for a file that is missing, foreign, damaged or of a newer format.
Result read_result(const std::string& path);

/// A result whose outcome_digest is known; it takes long to compute.
struct DigestedResult {
  Result result;
  std::string digest;
};

/// As read_result(), without the fan, the draws and the samples, which are most of a file: of them
/// the seal alone is checked, and the outcome_digest is the one that the file states.
DigestedResult read_counts_alone(const std::string& path);

}  // namespace racecast
