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
void read_number(hid_t object, const char* attribute, NumberTypes types, void* value);
/// A scalar attribute of exactly this type.
template <class Number>
Number read_number(hid_t object, const char* attribute) {
  Number value{};
  read_number(object, attribute, types_of<Number>(), &value);
  return value;
}

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
/// How many numbers of so many bytes a table has. Throws Failure where the file holds too few bytes
/// for them, compressed or not: memory is not asked for on the word of a damaged file.
std::size_t stored_size(const Table& table, std::size_t number_bytes);
/// `values` must have room for the product of the extents.
void read_numbers(const Table& table, hid_t memory_type, void* values);

/// Extents of a table of variable-length strings.
std::vector<std::int64_t> string_extents(hid_t parent, const char* name);
/// Variable-length strings in a table with these extents (none: a scalar); at most 64 MiB of text.
std::vector<std::string> read_strings(hid_t parent, const char* name,
                                      std::span<const std::int64_t> extents);

/// Extents of a table that holds Stored<Number>, exactly.
template <class Number>
std::vector<std::int64_t> extents_of(hid_t parent, const char* name) {
  return open_numbers(parent, name, types_of<Stored<Number>>().file).extents;
}
/// The strings, or the numbers that are exactly Stored<Value>, in a table with these extents. Of a
/// damaged file an unsigned number is too great where a negative one is stored.
template <class Value>
std::vector<Value> read_values(hid_t parent, const char* name,
                               const std::vector<std::int64_t>& extents) {
  if constexpr (std::is_same_v<Value, std::string>) {
    return read_strings(parent, name, extents);
  } else {
    const NumberTypes types = types_of<Stored<Value>>();
    const Table table = open_numbers(parent, name, types.file);
    expect_extents(table, extents);
    std::vector<Value> numbers(stored_size(table, sizeof(Value)));
    read_numbers(table, types.memory, numbers.data());
    return numbers;
  }
}

}  // namespace racecast::h5
