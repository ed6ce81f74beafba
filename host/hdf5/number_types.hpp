// HDF5's names for the numbers of a result file.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <type_traits>

namespace racecast::h5 {

/// Little-endian in the file, whatever the machine.
template <class Number>
hid_t file_type() {
  if constexpr (std::is_same_v<Number, std::int8_t>) return H5T_STD_I8LE;
  if constexpr (std::is_same_v<Number, std::int32_t>) return H5T_STD_I32LE;
  if constexpr (std::is_same_v<Number, std::int64_t>) return H5T_STD_I64LE;
  if constexpr (std::is_same_v<Number, std::uint64_t>) return H5T_STD_U64LE;
  if constexpr (std::is_same_v<Number, std::uint32_t>) return H5T_STD_U32LE;
  if constexpr (std::is_same_v<Number, float>) return H5T_IEEE_F32LE;
  if constexpr (std::is_same_v<Number, double>) return H5T_IEEE_F64LE;
}

template <class Number>
hid_t memory_type() {
  if constexpr (std::is_same_v<Number, std::int8_t>) return H5T_NATIVE_INT8;
  if constexpr (std::is_same_v<Number, std::int32_t>) return H5T_NATIVE_INT32;
  if constexpr (std::is_same_v<Number, std::int64_t>) return H5T_NATIVE_INT64;
  if constexpr (std::is_same_v<Number, std::uint64_t>) return H5T_NATIVE_UINT64;
  if constexpr (std::is_same_v<Number, std::uint32_t>) return H5T_NATIVE_UINT32;
  if constexpr (std::is_same_v<Number, float>) return H5T_NATIVE_FLOAT;
  if constexpr (std::is_same_v<Number, double>) return H5T_NATIVE_DOUBLE;
}

}  // namespace racecast::h5
