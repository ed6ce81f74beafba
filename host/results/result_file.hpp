// A result as an HDF5 file.
#pragma once

#include <string>
#include <vector>

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

/// A table of a file that does not go with a result, and why, as in "joint_count does not have its
/// digest".
struct TableMistake {
  std::string table, why;
};

/// What the file at `path` says of its tables beside what read_result() took from it as `result`:
/// tables of counts that do not have the digest that the file notes of them, in the order of
/// count_tables(), and tables that are not what the stored counts give: derived counts, exact;
/// probabilities and quantiles, to nine digits, since mathematical libraries differ in the last.
/// Throws Error(file) where `path` cannot be read.
std::vector<TableMistake> table_mistakes(const std::string& path, const Result& result);

}  // namespace racecast
