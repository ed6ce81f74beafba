// Writing HDF5 so that netCDF-4 readers open it: creation order kept, no object times, strings of
// variable length in UTF-8, dimension scales on every axis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string>
#include <vector>

#include "host/hdf5/hdf5.hpp"

namespace racecast::h5 {

/// A new file in memory. HDF5 never meets a full disk, after which it could not even close the
/// file.
class MemoryFile {
 public:
  MemoryFile();
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  hid_t id() const { return file_; }
  /// Closes the file and returns its bytes. All that was opened in it must have been closed.
  std::vector<std::byte> take_bytes();

 private:
  void* image_ = nullptr;  // what HDF5 leaves when it closes the file
  Id file_;
};

Id create_group(hid_t parent, const char* name);
Id root_group(hid_t file);

/// `text` with whatever is not UTF-8, and NUL, replaced by U+FFFD.
std::string valid_utf8(const std::string& text);

void put_text(hid_t object, const char* attribute, const std::string& text);
void put_numbers(hid_t object, const char* attribute, NumberTypes types, const void* values,
                 std::size_t size);
template <class Number>
void put_numbers(hid_t object, const char* attribute, const std::vector<Number>& values) {
  put_numbers(object, attribute, types_of<Number>(), values.data(), values.size());
}
/// A scalar attribute.
template <class Number>
void put_number(hid_t object, const char* attribute, Number value) {
  put_numbers(object, attribute, types_of<Number>(), &value, 0);
}

using Extents = std::span<const std::int64_t>;

/// Large tables are shuffled and deflated, small ones contiguous; no extents: a scalar.
Id put_dataset(hid_t parent, const char* name, Extents extents, NumberTypes types,
               const void* values);
Id put_strings(hid_t parent, const char* name, Extents extents, std::span<const std::string> texts);
/// A dataset of strings, or of numbers as Stored; `values` are contiguous, row-major.
template <class Values>
Id put_values(hid_t parent, const char* name, Extents extents, const Values& values) {
  using Value = std::ranges::range_value_t<Values>;
  if constexpr (std::is_same_v<Value, std::string>)
    return put_strings(parent, name, extents, values);
  else
    return put_dataset(parent, name, extents,
                       {types_of<Stored<Value>>().file, types_of<Value>().memory},
                       std::ranges::data(values));
}

/// An axis without a coordinate: netCDF knows it as a dimension, and no variable of it is seen.
Id put_dimension(hid_t parent, const char* name, std::int64_t size);
void make_scale(hid_t dataset, const char* name);
void attach_scale(hid_t dataset, hid_t scale, unsigned axis);

}  // namespace racecast::h5
