// HDF5 handles that close themselves, and HDF5's errors as exceptions.
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
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

}  // namespace racecast::h5
