#include "host/hdf5/number_dataset.hpp"

#include <fmt/core.h>

#include "host/hdf5/hdf5_read.hpp"

namespace racecast {

std::vector<double> read_number_dataset(std::span<const std::byte> file, const std::string& path,
                                        std::size_t most) {
  const h5::QuietErrors quiet;
  h5::Id parent = h5::open_image(file);
  std::string name = path.substr(path.starts_with('/') ? 1 : 0);
  for (std::size_t slash; (slash = name.find('/')) != std::string::npos;) {
    parent = h5::open_group(parent, name.substr(0, slash).c_str());
    name.erase(0, slash + 1);
  }
  const h5::Table table = h5::open_any_numbers(parent, name.c_str());
  if (table.extents.size() != 1) throw h5::Failure(fmt::format("{} is not one-dimensional", path));
  const auto count = static_cast<std::size_t>(table.extents[0]);
  if (count > most)
    throw h5::Failure(fmt::format("{} has {} numbers, more than {}", path, count, most));
  std::vector<double> values(count);
  if (count > 0) h5::read_numbers(table, H5T_NATIVE_DOUBLE, values.data());
  return values;
}

}  // namespace racecast
