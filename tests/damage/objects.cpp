#include "tests/damage/objects.hpp"

#include <array>
#include <string>

#include "tests/damage/datasets.hpp"
#include "tests/damage/texts.hpp"

namespace racecast::damage {
namespace {

void list_links(hid_t group, const std::string& prefix, std::vector<std::string>& paths) {
  H5G_info_t info{};
  h5::check(H5Gget_info(group, &info), "group");
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    std::array<char, 256> name{};
    if (H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, name.data(), name.size(),
                           H5P_DEFAULT) < 0)
      continue;
    paths.push_back(prefix + name.data());
    if (prefix.size() > 40) continue;  // a circle, made by an earlier change
    const hid_t inner = H5Gopen2(group, name.data(), H5P_DEFAULT);
    if (inner < 0) continue;
    const h5::Id closes(inner, H5Gclose, "group");
    list_links(inner, paths.back() + '/', paths);
  }
}

void link_elsewhere(hid_t file, const std::string& path, const std::string& other, Random& random) {
  h5::check(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "delete");
  switch (random.below(5)) {
    case 0:
      return;  // missing
    case 1:
      H5Lcreate_soft(other.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      return;
    case 2:
      H5Lcreate_external("/etc/passwd", "/x", file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      return;
    case 3:
      H5Lcreate_hard(file, other.c_str(), file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);
      return;
    default:
      H5Lcreate_hard(file, "/", file, path.c_str(), H5P_DEFAULT, H5P_DEFAULT);  // a circle
  }
}

void change_attribute(hid_t file, const std::string& path, Random& random) {
  const h5::Id object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose, "object");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < 64; ++i) {
    const hid_t attribute =
        H5Aopen_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) break;
    const h5::Id closes(attribute, H5Aclose, "attribute");
    std::array<char, 256> name{};
    H5Aget_name(attribute, name.size(), name.data());
    names.emplace_back(name.data());
  }
  if (names.empty()) return;
  const std::string name = random.of(names);
  const std::string text = has_text(object, name) ? h5::read_text(object, name.c_str()) : "";
  h5::check(H5Adelete(object, name.c_str()), "delete");
  switch (random.below(4)) {
    case 0:
      return;
    case 1:
      return h5::put_number(object, name.c_str(), static_cast<std::int64_t>(random.next()));
    case 2:
      return h5::put_number(object, name.c_str(), std::uint64_t{random.below(1000)});
    default:
      h5::put_text(object, name.c_str(), damaged_text(text, random));
  }
}

void change_one(hid_t file, Random& random) {
  std::vector<std::string> paths;
  list_links(file, "/", paths);
  const std::string path = random.of(paths), other = random.of(paths);
  switch (random.below(8)) {
    case 0:
      return link_elsewhere(file, path, other, random);
    case 1:
      return change_attribute(file, random.below(3) == 0 ? "/" : path, random);
    case 2:
      return change_attribute(file, random.below(2) == 0 ? "/" : "/provenance", random);
    default:
      return change_dataset(file, path, random);
  }
}

}  // namespace

void damage_objects(const std::string& path, Random& random) {
  const h5::Id file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open");
  for (std::size_t i = random.below(3) + 1; i > 0; --i) change_one(file, random);
}

}  // namespace racecast::damage
