// What a file says of its tables beside what read_result() takes from it: digests, and the tables
// that are there for readers alone.
#pragma once

#include <hdf5.h>

#include <string>
#include <vector>

#include "host/result/result.hpp"

namespace racecast {

/// A table of a file that does not go with `result`, and why, as in "joint_count does not have its
/// digest".
struct TableMistake {
  std::string table, why;
};

/// Tables of counts that do not have the digest that the file notes of them, in the order of
/// count_tables(). Throws h5::Failure where the digests cannot be read.
std::vector<TableMistake> digest_mistakes(hid_t file, const Result& result);

/// The same, and tables of the file that are not what its stored counts give: derived counts,
/// exact; probabilities and quantiles, to nine digits, since mathematical libraries differ in the
/// last. Throws Error(file) where `path` cannot be read.
std::vector<TableMistake> table_mistakes(const std::string& path, const Result& result);

}  // namespace racecast
