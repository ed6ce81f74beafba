#include "tests/damage/datasets.hpp"

#include <algorithm>
#include <cstring>

#include "tests/damage/texts.hpp"

namespace racecast::damage {
namespace {

struct Shape {
  std::vector<hsize_t> extents;

  std::size_t size() const {
    std::size_t size = 1;
    for (const hsize_t extent : extents) size *= extent;
    return size;
  }
};

Shape shape_of(hid_t dataset) {
  const h5::Id space(H5Dget_space(dataset), H5Sclose, "space");
  Shape shape;
  shape.extents.resize(
      static_cast<std::size_t>(h5::check(H5Sget_simple_extent_ndims(space), "rank")));
  H5Sget_simple_extent_dims(space, shape.extents.data(), nullptr);
  return shape;
}

/// A number that is rare: of the table's own, or one with every kind of bits.
void change_number(std::byte* number, std::size_t size, Random& random) {
  const std::uint64_t values[] = {0,
                                  1,
                                  ~std::uint64_t{0},
                                  std::uint64_t{1} << 63,
                                  ~std::uint64_t{0} >> 1,
                                  0x7ff0000000000000u,
                                  0x7ff8000000000000u,
                                  random.next(),
                                  random.below(1000)};
  std::uint64_t value = values[random.below(std::size(values))];
  if (size < sizeof value && random.below(2) == 0) value >>= 64 - 8 * size;
  std::memcpy(number, &value, std::min(size, sizeof value));
}

void change_values(hid_t dataset, hid_t type, Random& random) {
  const std::size_t width = H5Tget_size(type), count = shape_of(dataset).size();
  if (count == 0) return;
  std::vector<std::byte> values(width * count);
  h5::check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "read");
  for (std::size_t i = random.below(4) + 1; i > 0; --i) {
    std::byte* number = values.data() + width * random.below(count);
    if (random.below(3) == 0)
      std::swap_ranges(number, number + width, values.data() + width * random.below(count));
    else
      change_number(number, width, random);
  }
  h5::check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "write");
}

Shape other_shape(Shape shape, Random& random) {
  std::vector<hsize_t>& extents = shape.extents;
  switch (random.below(5)) {
    case 0:
      extents.push_back(random.below(4));
      break;
    case 1:
      if (!extents.empty()) extents.pop_back();
      break;
    case 2:
      std::reverse(extents.begin(), extents.end());
      break;
    default:
      if (!extents.empty()) {
        hsize_t& extent = extents[random.below(extents.size())];
        extent = random.below(4) == 0 ? random.below(3) : extent + random.below(5) - 2;
        extent = std::min<hsize_t>(extent, 100'000);
      }
  }
  return shape;
}

hid_t other_type(Random& random) {
  const hid_t types[] = {H5T_STD_I8LE,   H5T_STD_U8LE,    H5T_STD_I32LE,  H5T_STD_I64BE,
                         H5T_STD_U64LE,  H5T_IEEE_F32LE,  H5T_IEEE_F64LE, H5T_STD_I64LE,
                         H5T_IEEE_F64BE, H5T_STD_REF_OBJ, H5T_C_S1,       H5T_STD_B16LE};
  return types[random.below(std::size(types))];
}

/// Empty, in the storage that HDF5 gives it by itself, or declared far beyond what is there.
void put_anew(hid_t file, const std::string& path, hid_t type, const Shape& shape, Random& random) {
  const h5::Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "properties");
  Shape declared = shape;
  if (random.below(4) == 0 && !declared.extents.empty()) {
    declared.extents[0] = hsize_t{1} << (random.below(3) == 0 ? 40 : 12);
    const std::vector<hsize_t> chunk(declared.extents.size(), 1);
    H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data());
  }
  const h5::Id space(
      H5Screate_simple(static_cast<int>(declared.extents.size()), declared.extents.data(), nullptr),
      H5Sclose, "space");
  h5::check(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "delete");
  const h5::Id dataset(
      H5Dcreate2(file, path.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
      "create");
}

void change_strings(hid_t file, const std::string& path, const Shape& shape, Random& random) {
  std::vector<std::int64_t> extents(shape.extents.begin(), shape.extents.end());
  std::vector<std::string> texts = h5::read_strings(file, path.c_str(), extents);
  if (random.below(8) == 0 && extents.size() == 1) texts.pop_back(), --extents[0];
  if (texts.empty()) return;
  std::string& one = texts[random.below(texts.size())];
  one = damaged_text(std::move(one), random);
  h5::check(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "delete");
  h5::put_strings(file, path.c_str(), extents, texts);
}

}  // namespace

bool has_text(hid_t object, const std::string& attribute) {
  const h5::Id opened(H5Aopen(object, attribute.c_str(), H5P_DEFAULT), H5Aclose, "attribute");
  const h5::Id type(H5Aget_type(opened), H5Tclose, "type");
  return H5Tis_variable_str(type) > 0;
}

void change_dataset(hid_t file, const std::string& path, Random& random) {
  const h5::Id object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "object");
  if (H5Iget_type(object) != H5I_DATASET) return;
  const h5::Id type(H5Dget_type(object), H5Tclose, "type");
  const Shape shape = shape_of(object);
  const std::size_t kind = random.below(6);
  if (kind == 0) return put_anew(file, path, type, other_shape(shape, random), random);
  if (kind == 1) return put_anew(file, path, other_type(random), shape, random);
  if (H5Tis_variable_str(type) > 0) return change_strings(file, path, shape, random);
  change_values(object, type, random);
}

}  // namespace racecast::damage
