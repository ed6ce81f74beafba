// Reading HDF5 files that may be damaged or hostile: everything is checked before it is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/hdf5/hdf5.hpp"

namespace racecast::h5 {

/// All functions throw Failure where a name is missing, is a soft or external link, or has another
/// type, rank or storage than a file of ours.

/// The file with these bytes.
Id open_image(std::span<const std::byte> image);
Id open_group(hid_t parent, const char* name);

bool has_attribute(hid_t object, const char* name);
std::string read_text(hid_t object, const char* attribute);
void read_number(hid_t object, const char* attribute, hid_t file_type, hid_t memory_type,
                 void* value);

/// A dataset whose storage is within the file, and unfiltered or shuffled and deflated.
struct Table {
  std::string name;
  Id dataset;
  std::vector<std::int64_t> extents;  ///< empty: a scalar
};
/// A table of numbers of `file_type`, exactly.
Table open_numbers(hid_t parent, const char* name, hid_t file_type);
/// A table of floating-point numbers or integers of at most 64 bits, whichever.
Table open_any_numbers(hid_t parent, const char* name);
/// Throws Failure where the extents are others.
void expect_extents(const Table& table, std::span<const std::int64_t> extents);
/// Throws Failure where the file holds too few bytes for the numbers, compressed or not: memory is
/// not asked for on the word of a damaged file.
void expect_stored(const Table& table, hid_t file_type);
/// `values` must have room for the product of the extents.
void read_numbers(const Table& table, hid_t memory_type, void* values);

/// Extents of a table of variable-length strings.
std::vector<std::int64_t> string_extents(hid_t parent, const char* name);
/// Variable-length strings in a table with these extents (none: a scalar); at most 64 MiB of text.
std::vector<std::string> read_strings(hid_t parent, const char* name,
                                      std::span<const std::int64_t> extents);

}  // namespace racecast::h5
