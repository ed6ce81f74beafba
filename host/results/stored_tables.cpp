#include "host/results/stored_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_read.hpp"
#include "host/hdf5/read_numbers.hpp"
#include "host/result/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/read_image.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {
namespace {

bool same_real(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

bool same_counts(hid_t file, const CountTable& table, const Result& result) {
  const auto stored =
      numbers_of<std::int64_t>(file, table.name, extents(table.axes(), result.layout));
  std::vector<std::uint64_t> derived;
  const auto values = values_of(table, result, derived);
  return std::equal(
      stored.begin(), stored.end(), values.begin(), values.end(),
      [](std::int64_t a, std::uint64_t b) { return a >= 0 && static_cast<std::uint64_t>(a) == b; });
}

bool same_reals(hid_t file, const RealTable& table, const Result& result) {
  const auto stored = numbers_of<double>(file, table.name, extents(table.axes(), result.layout));
  const std::vector<double> values = table.values(result);
  return std::equal(stored.begin(), stored.end(), values.begin(), values.end(), same_real);
}

std::vector<TableMistake> mistakes_in(hid_t file, const Result& result) {
  std::vector<TableMistake> mistakes = digest_mistakes(file, result);
  for (const CountTable& table : count_tables())
    if (!table.stored() && !same_counts(file, table, result))
      mistakes.push_back({table.name, "is not what joint_count gives"});
  for (const RealTable& table : real_tables())
    if (!same_reals(file, table, result))
      mistakes.push_back({table.name, "is not what the counts give"});
  return mistakes;
}

}  // namespace

std::vector<TableMistake> digest_mistakes(hid_t file, const Result& result) {
  const std::int64_t size = static_cast<std::int64_t>(count_tables().size());
  const h5::Id group = h5::open_group(file, provenance_group);
  const auto names = h5::read_strings(group, "count_table", {&size, 1});
  const auto digests = h5::read_strings(group, "dataset_digest", {&size, 1});
  std::vector<TableMistake> mistakes;
  for (std::size_t i = 0; i < count_tables().size(); ++i) {
    const CountTable& table = count_tables()[i];
    if (names[i] != table.name || digests[i] != dataset_digest(table, result))
      mistakes.push_back({table.name, "does not have its digest"});
  }
  return mistakes;
}

std::vector<TableMistake> table_mistakes(const std::string& path, const Result& result) {
  const std::vector<std::byte> image = read_sealed(path);
  std::vector<TableMistake> mistakes;
  guard_reading(path, [&] { mistakes = mistakes_in(h5::open_image(image), result); });
  return mistakes;
}

}  // namespace racecast
