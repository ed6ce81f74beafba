#include "host/results/read_image.hpp"

#include <fmt/core.h>

#include "host/error.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_read.hpp"
#include "host/results/read_root.hpp"

namespace racecast {

void guard_reading(const std::string& path, const std::function<void()>& read) {
  const h5::QuietErrors quiet;
  try {
    read();
  } catch (const h5::Failure& failure) {
    throw Error(ErrorKind::file, fmt::format("{} is damaged ({}); take a copy of it or run the "
                                             "forecast again",
                                             path, failure.what()));
  }
}

std::variant<Result, SweepResult> read_result_or_sweep(const std::string& path) {
  const std::vector<std::byte> image = read_sealed(path);
  std::string filetype;
  guard_reading(path, [&] { filetype = filetype_of(h5::open_image(image)); });
  if (filetype == sweep_file.filetype) return read_sweep_image(path, image);
  return read_result_image(path, image);
}

}  // namespace racecast
