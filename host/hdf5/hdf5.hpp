// HDF5 handles that close themselves, and HDF5's errors as exceptions.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace racecast::h5 {

/// A call of HDF5 that failed. what(): what was attempted, and HDF5's own account of the cause.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Failure: "cannot WHAT (HDF5's error text)".
[[noreturn]] void fail(const std::string& what);

/// Passes on what an HDF5 call returned; throws Failure where that is an error.
template <class Status>
Status check(Status status, const std::string& what) {
  if (status < 0) fail(what);
  return status;
}

/// Owner of an identifier.
class Id {
 public:
  using Close = herr_t (*)(hid_t);

  Id() = default;
  /// Takes what a call returned; throws Failure ("cannot WHAT") where it is no identifier.
  Id(hid_t id, Close closer, const std::string& what) : id_(check(id, what)), close_(closer) {}
  Id(Id&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Id& operator=(Id&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Id() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }
  /// Closes it before its time and returns what HDF5 says of that.
  herr_t close() { return close_(std::exchange(id_, -1)); }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// While it lives, HDF5 prints nothing by itself.
class QuietErrors {
 public:
  QuietErrors();
  ~QuietErrors();
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;

 private:
  H5E_auto2_t handler_ = nullptr;
  void* data_ = nullptr;
};

/// Type of variable-length UTF-8 strings.
Id string_type();

/// A type of numbers in the file, little-endian whatever the machine, and in memory.
struct NumberTypes {
  hid_t file, memory;
};
template <class Number>
NumberTypes types_of() {
  if constexpr (std::is_same_v<Number, std::int8_t>) return {H5T_STD_I8LE, H5T_NATIVE_INT8};
  if constexpr (std::is_same_v<Number, std::int32_t>) return {H5T_STD_I32LE, H5T_NATIVE_INT32};
  if constexpr (std::is_same_v<Number, std::int64_t>) return {H5T_STD_I64LE, H5T_NATIVE_INT64};
  if constexpr (std::is_same_v<Number, std::uint32_t>) return {H5T_STD_U32LE, H5T_NATIVE_UINT32};
  if constexpr (std::is_same_v<Number, std::uint64_t>) return {H5T_STD_U64LE, H5T_NATIVE_UINT64};
  if constexpr (std::is_same_v<Number, float>) return {H5T_IEEE_F32LE, H5T_NATIVE_FLOAT};
  if constexpr (std::is_same_v<Number, double>) return {H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE};
}

/// What a dataset of these values holds. Whole numbers are signed there, so that a difference of
/// two counts in NumPy or R can be negative; the sum rules have every count below 2^41.
template <class Value>
using Stored = typename std::conditional_t<std::is_unsigned_v<Value>, std::make_signed<Value>,
                                           std::type_identity<Value>>::type;

}  // namespace racecast::h5
