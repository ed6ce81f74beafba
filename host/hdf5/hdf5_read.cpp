#include "host/hdf5/hdf5_read.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <numeric>

#include "host/text/utf8.hpp"

namespace racecast::h5 {
namespace {

constexpr int max_rank = 4;
constexpr hsize_t max_chunk_bytes = hsize_t{64} << 20;
constexpr std::size_t max_text_bytes = std::size_t{64} << 20;

void check_link(hid_t parent, const char* name) {
  if (H5Lexists(parent, name, H5P_DEFAULT) <= 0) throw Failure(fmt::format("{} is missing", name));
  H5L_info_t link;
  check(H5Lget_info(parent, name, &link, H5P_DEFAULT), fmt::format("look up {}", name));
  if (link.type != H5L_TYPE_HARD) throw Failure(fmt::format("{} is a link elsewhere", name));
}

std::vector<std::int64_t> extents_of(hid_t space, const std::string& name) {
  const std::string what = fmt::format("read the extents of {}", name);
  const H5S_class_t kind = H5Sget_simple_extent_type(space);
  if (kind == H5S_SCALAR) return {};
  const int rank = H5Sget_simple_extent_ndims(space);
  if (kind != H5S_SIMPLE || rank < 1 || rank > max_rank)
    throw Failure(fmt::format("{} has an unexpected rank", name));
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  check(H5Sget_simple_extent_dims(space, sizes.data(), nullptr), what);
  if (*std::max_element(sizes.begin(), sizes.end()) > hsize_t{1} << 40)
    throw Failure(fmt::format("{} has an unexpected size", name));
  return {sizes.begin(), sizes.end()};
}

void check_filters(hid_t properties, const std::string& name) {
  const int filters = check(H5Pget_nfilters(properties), "count the filters");
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter = H5Pget_filter2(properties, static_cast<unsigned>(i), &flags,
                                               &values, nullptr, 0, nullptr, nullptr);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
      throw Failure(fmt::format("{} is stored with filter {}", name, filter));
  }
}

void check_storage(hid_t dataset, const Table& table, hid_t type) {
  const Id properties(H5Dget_create_plist(dataset), H5Pclose, "read the storage of a dataset");
  check_filters(properties, table.name);
  const H5D_layout_t layout = H5Pget_layout(properties);
  if (layout == H5D_CONTIGUOUS || layout == H5D_COMPACT) {
    if (H5Pget_external_count(properties) != 0)
      throw Failure(fmt::format("{} is stored in another file", table.name));
    return;
  }
  const std::size_t rank = table.extents.size();
  std::vector<hsize_t> chunk(std::max<std::size_t>(rank, 1));
  if (layout != H5D_CHUNKED || rank == 0 ||
      H5Pget_chunk(properties, static_cast<int>(rank), chunk.data()) != static_cast<int>(rank))
    throw Failure(fmt::format("{} has an unexpected storage", table.name));
  hsize_t bytes = H5Tget_size(type);
  for (std::size_t axis = 0; axis < rank; ++axis) {
    if (chunk[axis] > static_cast<hsize_t>(table.extents[axis]) || chunk[axis] > max_chunk_bytes)
      throw Failure(fmt::format("{} has chunks greater than itself", table.name));
    bytes *= std::max<hsize_t>(chunk[axis], 1);
    if (bytes > max_chunk_bytes) throw Failure(fmt::format("{} has huge chunks", table.name));
  }
}

/// Opens a dataset whose type `is_expected` accepts.
template <class IsExpected>
Table open_table(hid_t parent, const char* name, IsExpected is_expected) {
  check_link(parent, name);
  const std::string what = fmt::format("open dataset {}", name);
  Table table{name, Id(H5Dopen2(parent, name, H5P_DEFAULT), H5Dclose, what), {}};
  const Id type(H5Dget_type(table.dataset), H5Tclose, what);
  if (!is_expected(static_cast<hid_t>(type)))
    throw Failure(fmt::format("{} has an unexpected type", name));
  const Id space(H5Dget_space(table.dataset), H5Sclose, what);
  table.extents = extents_of(space, name);
  check_storage(table.dataset, table, type);
  return table;
}

/// Opens a scalar attribute whose type `is_expected` accepts; any other is no `kind`.
template <class IsExpected>
Id open_attribute(hid_t object, const char* name, IsExpected is_expected, const char* kind) {
  if (!has_attribute(object, name)) throw Failure(fmt::format("attribute {} is missing", name));
  const std::string what = fmt::format("read attribute {}", name);
  Id id(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, what);
  const Id type(H5Aget_type(id), H5Tclose, what), space(H5Aget_space(id), H5Sclose, what);
  if (!is_expected(static_cast<hid_t>(type)) || H5Sget_simple_extent_type(space) != H5S_SCALAR)
    throw Failure(fmt::format("attribute {} is no {}", name, kind));
  return id;
}

std::string checked_text(const char* text, const char* name) {
  std::string copy = text == nullptr ? "" : text;
  if (first_invalid_utf8(copy)) throw Failure(fmt::format("{} is no UTF-8", name));
  return copy;
}

bool is_text(hid_t type) { return H5Tis_variable_str(type) > 0; }

/// Memory for variable-length strings, up to a limit.
struct Budget {
  std::size_t left = max_text_bytes;
  static void* take(std::size_t size, void* budget) {
    std::size_t& left = static_cast<Budget*>(budget)->left;
    if (size > left) return nullptr;
    left -= size;
    return std::malloc(size);
  }
  static void give_back(void* memory, void*) { std::free(memory); }
};

struct Freed {
  void operator()(char* text) const { std::free(text); }
};

}  // namespace

Id open_image(std::span<const std::byte> image) {
  const Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "create an HDF5 property list");
  check(H5Pset_fapl_core(access, 1 << 20, false), "keep the file in memory");
  // HDF5 copies the image, and takes it as writable only for the sake of its signature.
  check(H5Pset_file_image(access, const_cast<std::byte*>(image.data()), image.size()),
        "hand over the bytes");
  return Id(H5Fopen("racecast-result", H5F_ACC_RDONLY, access), H5Fclose, "open it");
}

Id open_group(hid_t parent, const char* name) {
  check_link(parent, name);
  return Id(H5Gopen2(parent, name, H5P_DEFAULT), H5Gclose, fmt::format("open group {}", name));
}

bool has_attribute(hid_t object, const char* name) { return H5Aexists(object, name) > 0; }

std::string read_text(hid_t object, const char* attribute) {
  const Id id = open_attribute(object, attribute, is_text, "text");
  char* text = nullptr;
  const Id memory = string_type();
  const herr_t status = H5Aread(id, memory, &text);
  const std::unique_ptr<char, herr_t (*)(void*)> owner(text, H5free_memory);
  check(status, fmt::format("read attribute {}", attribute));
  return checked_text(text, attribute);
}

void read_number(hid_t object, const char* attribute, NumberTypes types, void* value) {
  const auto is_same = [&](hid_t type) { return H5Tequal(type, types.file) > 0; };
  const Id id = open_attribute(object, attribute, is_same, "such number");
  check(H5Aread(id, types.memory, value), fmt::format("read attribute {}", attribute));
}

Table open_numbers(hid_t parent, const char* name, hid_t file_type) {
  return open_table(parent, name, [=](hid_t type) { return H5Tequal(type, file_type) > 0; });
}

Table open_any_numbers(hid_t parent, const char* name) {
  return open_table(parent, name, [](hid_t type) {
    const H5T_class_t kind = H5Tget_class(type);
    return (kind == H5T_FLOAT || kind == H5T_INTEGER) && H5Tget_size(type) <= 8;
  });
}

void expect_extents(const Table& table, std::span<const std::int64_t> extents) {
  if (!std::equal(extents.begin(), extents.end(), table.extents.begin(), table.extents.end()))
    throw Failure(fmt::format("{} has extents that do not fit the others", table.name));
}

std::size_t stored_size(const Table& table, std::size_t number_bytes) {
  constexpr hsize_t most_deflation = 1032;  // of the deflate format
  constexpr hsize_t free_bytes = hsize_t{1} << 20;
  const hsize_t size =
      std::accumulate(table.extents.begin(), table.extents.end(), hsize_t{1}, std::multiplies<>());
  const hsize_t bytes = size * number_bytes;
  if (bytes > free_bytes && bytes / most_deflation > H5Dget_storage_size(table.dataset))
    throw Failure(fmt::format("{} holds fewer bytes than its size needs", table.name));
  return size;
}

void read_numbers(const Table& table, hid_t memory_type, void* values) {
  check(H5Dread(table.dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
        fmt::format("read dataset {}", table.name));
}

std::vector<std::int64_t> string_extents(hid_t parent, const char* name) {
  return open_table(parent, name, is_text).extents;
}

std::vector<std::string> read_strings(hid_t parent, const char* name,
                                      std::span<const std::int64_t> extents) {
  const Table table = open_table(parent, name, is_text);
  expect_extents(table, extents);
  const std::string what = fmt::format("read dataset {}", name);
  Budget budget;
  const Id transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose, what);
  check(H5Pset_vlen_mem_manager(transfer, Budget::take, &budget, Budget::give_back, nullptr), what);
  const auto size =
      std::accumulate(extents.begin(), extents.end(), std::int64_t{1}, std::multiplies<>());
  std::vector<char*> pointers(static_cast<std::size_t>(size), nullptr);
  const Id memory = string_type();
  const herr_t status = H5Dread(table.dataset, memory, H5S_ALL, H5S_ALL, transfer, pointers.data());
  std::vector<std::unique_ptr<char, Freed>> owners(pointers.begin(), pointers.end());
  check(status, what);
  std::vector<std::string> texts;
  texts.reserve(owners.size());
  for (const auto& owner : owners) texts.push_back(checked_text(owner.get(), name));
  return texts;
}

}  // namespace racecast::h5
