#include "host/hdf5/hdf5.hpp"

#include <fmt/core.h>

namespace racecast::h5 {
namespace {

/// Keeps the outermost and the innermost message of the error stack.
herr_t collect(unsigned depth, const H5E_error2_t* error, void* text) {
  std::string& all = *static_cast<std::string*>(text);
  const std::string message = error->desc != nullptr ? error->desc : "unknown error";
  if (depth == 0)
    all = message;
  else if (message != all.substr(0, all.find(": ")))
    all = all.substr(0, all.find(": ")) + ": " + message;
  return 0;
}

}  // namespace

void fail(const std::string& what) {
  std::string text;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, collect, &text);
  H5Eclear2(H5E_DEFAULT);
  throw Failure(text.empty() ? fmt::format("cannot {}", what)
                             : fmt::format("cannot {} (HDF5: {})", what, text));
}

QuietErrors::QuietErrors() {
  H5Eget_auto2(H5E_DEFAULT, &handler_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() { H5Eset_auto2(H5E_DEFAULT, handler_, data_); }

Id string_type() {
  Id type(H5Tcopy(H5T_C_S1), H5Tclose, "copy the string type");
  check(H5Tset_size(type, H5T_VARIABLE), "make a variable-length string type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "make a UTF-8 string type");
  return type;
}

}  // namespace racecast::h5
