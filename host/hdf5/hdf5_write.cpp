#include "host/hdf5/hdf5_write.hpp"

#include <fmt/core.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <numeric>
#include <string_view>

#include "host/text/utf8.hpp"

namespace racecast::h5 {
namespace {

constexpr std::int64_t small_bytes = 16384;  // up to here: contiguous
constexpr hsize_t chunk_bytes = 4 << 20;     // at most
constexpr unsigned kept_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

Id property_list(hid_t kind) {
  return Id(H5Pcreate(kind), H5Pclose, "create an HDF5 property list");
}

/// For an object that keeps the order of its attributes, and no times.
Id object_properties(hid_t kind) {
  Id properties = property_list(kind);
  check(H5Pset_obj_track_times(properties, false), "leave out object times");
  check(H5Pset_attr_creation_order(properties, kept_order), "keep the creation order");
  return properties;
}

Id space_of(Extents extents) {
  if (extents.empty()) return Id(H5Screate(H5S_SCALAR), H5Sclose, "create a scalar dataspace");
  const std::vector<hsize_t> sizes(extents.begin(), extents.end());
  return Id(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose,
            "create a dataspace");
}

void compress(hid_t properties, Extents extents, std::int64_t element_bytes) {
  std::vector<hsize_t> chunk(extents.begin(), extents.end());
  const auto bytes = [&] {
    return std::accumulate(chunk.begin(), chunk.end(), static_cast<hsize_t>(element_bytes),
                           std::multiplies<>());
  };
  for (hsize_t& size : chunk)
    while (bytes() > chunk_bytes && size > 1) size = (size + 1) / 2;
  check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), "set the chunks");
  check(H5Pset_shuffle(properties), "set the shuffle filter");
  check(H5Pset_deflate(properties, 1), "set the deflate filter");
}

Id dataset_properties(Extents extents, hid_t type) {
  Id properties = object_properties(H5P_DATASET_CREATE);
  const auto element = static_cast<std::int64_t>(H5Tget_size(type));
  const std::int64_t bytes =
      std::accumulate(extents.begin(), extents.end(), element, std::multiplies<>());
  if (bytes > small_bytes && H5Tis_variable_str(type) <= 0) compress(properties, extents, element);
  return properties;
}

// The end of the file, in a superblock of version 2 or 3 (HDF5 file format specification 3.0,
// II.A).
constexpr std::size_t end_address_place = 28, end_address_bytes = 8;

void* take_memory(std::size_t size, H5FD_file_image_op_t, void*) { return std::malloc(size); }
void* copy_memory(void* to, const void* from, std::size_t size, H5FD_file_image_op_t, void*) {
  return std::memcpy(to, from, size);
}
void* resize_memory(void* memory, std::size_t size, H5FD_file_image_op_t, void*) {
  return std::realloc(memory, size);
}
herr_t keep_memory(void* memory, H5FD_file_image_op_t occasion, void* owner) {
  if (occasion == H5FD_FILE_IMAGE_OP_FILE_CLOSE)
    *static_cast<void**>(owner) = memory;
  else
    std::free(memory);
  return 0;
}
void* same_owner(void* owner) { return owner; }
herr_t forget_owner(void*) { return 0; }

}  // namespace

// H5Fget_file_image() of HDF5 1.10 clears a flag of the superblock and leaves its checksum as it
// was. The image that is right is the one that HDF5 frees when it closes the file.
MemoryFile::MemoryFile() {
  const Id access = property_list(H5P_FILE_ACCESS);
  check(H5Pset_fapl_core(access, 1 << 20, false), "keep the file in memory");
  H5FD_file_image_callbacks_t callbacks = {take_memory, copy_memory,  resize_memory, keep_memory,
                                           same_owner,  forget_owner, &image_};
  check(H5Pset_file_image_callbacks(access, &callbacks), "keep the image of the file");
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110), "set the format versions");
  const Id creation = object_properties(H5P_FILE_CREATE);
  check(H5Pset_link_creation_order(creation, kept_order), "keep the creation order");
  file_ = Id(H5Fcreate("racecast-result", H5F_ACC_TRUNC, creation, access), H5Fclose,
             "create the file in memory");
}

MemoryFile::~MemoryFile() {
  file_ = Id();
  std::free(image_);
}

std::vector<std::byte> MemoryFile::take_bytes() {
  check(file_.close(), "close the file in memory");
  if (image_ == nullptr) throw Failure("HDF5 kept the file in memory open");
  const std::byte* image = static_cast<const std::byte*>(image_);
  std::size_t size = 0;
  for (std::size_t i = end_address_bytes; i-- > 0;)
    size = size << 8 | std::to_integer<std::size_t>(image[end_address_place + i]);
  return {image, image + size};
}

Id create_group(hid_t parent, const char* name) {
  const Id properties = object_properties(H5P_GROUP_CREATE);
  check(H5Pset_link_creation_order(properties, kept_order), "keep the creation order");
  return Id(H5Gcreate2(parent, name, H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose,
            fmt::format("create group {}", name));
}

Id root_group(hid_t file) {
  return Id(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, "open the root group");
}

std::string valid_utf8(const std::string& text) {
  const std::string replacement = "\xef\xbf\xbd";
  std::string valid;
  std::string_view rest = text;
  for (;;) {
    const std::size_t good = std::min(first_invalid_utf8(rest).value_or(rest.size()),
                                      std::min(rest.find('\0'), rest.size()));
    valid += rest.substr(0, good);
    if (good == rest.size()) return valid;
    valid += replacement;
    rest.remove_prefix(good + 1);
  }
}

void put_text(hid_t object, const char* attribute, const std::string& text) {
  const std::string valid = valid_utf8(text);
  const char* pointer = valid.c_str();
  const Id type = string_type();
  put_numbers(object, attribute, {type, type}, &pointer, 0);
}

void put_numbers(hid_t object, const char* attribute, NumberTypes types, const void* values,
                 std::size_t size) {
  const std::int64_t extent = static_cast<std::int64_t>(size);
  const Id space = space_of(size == 0 ? Extents() : Extents(&extent, 1));
  const std::string what = fmt::format("write attribute {}", attribute);
  const Id id(H5Acreate2(object, attribute, types.file, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
              what);
  check(H5Awrite(id, types.memory, values), what);
}

Id put_dataset(hid_t parent, const char* name, Extents extents, NumberTypes types,
               const void* values) {
  const std::string what = fmt::format("write dataset {}", name);
  const Id space = space_of(extents);
  const Id properties = dataset_properties(extents, types.file);
  Id dataset(H5Dcreate2(parent, name, types.file, space, H5P_DEFAULT, properties, H5P_DEFAULT),
             H5Dclose, what);
  check(H5Dwrite(dataset, types.memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), what);
  return dataset;
}

Id put_strings(hid_t parent, const char* name, Extents extents,
               std::span<const std::string> texts) {
  std::vector<std::string> valid;
  std::transform(texts.begin(), texts.end(), std::back_inserter(valid), valid_utf8);
  std::vector<const char*> pointers;
  pointers.reserve(valid.size());
  for (const std::string& text : valid) pointers.push_back(text.c_str());
  const Id type = string_type();
  return put_dataset(parent, name, extents, {type, type}, pointers.data());
}

Id put_dimension(hid_t parent, const char* name, std::int64_t size) {
  const std::string what = fmt::format("write dimension {}", name);
  const Id space = space_of({&size, 1}), properties = dataset_properties({}, H5T_IEEE_F32BE);
  // No value is written, so no space is taken for any.
  Id scale(H5Dcreate2(parent, name, H5T_IEEE_F32BE, space, H5P_DEFAULT, properties, H5P_DEFAULT),
           H5Dclose, what);
  make_scale(scale, fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", size)
                        .c_str());
  return scale;
}

void make_scale(hid_t dataset, const char* name) {
  check(H5DSset_scale(dataset, name), fmt::format("make {} a dimension scale", name));
}

void attach_scale(hid_t dataset, hid_t scale, unsigned axis) {
  check(H5DSattach_scale(dataset, scale, axis), "attach a dimension scale");
}

}  // namespace racecast::h5
