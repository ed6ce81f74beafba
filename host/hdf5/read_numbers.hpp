// Numbers of a file that may be damaged or hostile.
#pragma once

#include <cstdint>
#include <vector>

#include "host/hdf5/hdf5_read.hpp"
#include "host/hdf5/number_types.hpp"

namespace racecast {

/// A dataset of numbers of exactly this type and these extents. Throws h5::Failure.
template <class Number>
std::vector<Number> numbers_of(hid_t parent, const char* name,
                               const std::vector<std::int64_t>& extents) {
  const h5::Table table = h5::open_numbers(parent, name, h5::file_type<Number>());
  h5::expect_extents(table, extents);
  h5::expect_stored(table, h5::file_type<Number>());
  std::int64_t size = 1;
  for (const std::int64_t extent : extents) size *= extent;
  std::vector<Number> numbers(static_cast<std::size_t>(size));
  h5::read_numbers(table, h5::memory_type<Number>(), numbers.data());
  return numbers;
}

/// A scalar attribute of exactly this type. Throws h5::Failure.
template <class Number>
Number number_of(hid_t object, const char* attribute) {
  Number value{};
  h5::read_number(object, attribute, h5::file_type<Number>(), h5::memory_type<Number>(), &value);
  return value;
}

}  // namespace racecast
