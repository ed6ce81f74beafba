#include <fmt/core.h>

#include "host/results/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/hdf5_read.hpp"
#include "host/results/number_types.hpp"
#include "host/results/read_groups.hpp"
#include "host/results/read_image.hpp"
#include "host/results/read_root.hpp"
#include "host/results/seal.hpp"
#include "host/results/stored_tables.hpp"
#include "host/results/sum_rules.hpp"

namespace racecast {
namespace {

CountsLayout read_layout(hid_t file) {
  const std::vector<std::int64_t> joint =
      h5::open_numbers(file, "joint_count", h5::file_type<std::int64_t>()).extents;
  const std::vector<std::int64_t> odds =
      h5::open_numbers(file, "odds_count", h5::file_type<std::int64_t>()).extents;
  if (joint.size() != 3 || odds.size() != 2) throw h5::Failure("the tables have other ranks");
  const std::int64_t thresholds = joint[0], horizon = joint[1] - 2, paths = odds[1] - 1;
  if (thresholds < 1 || thresholds > max_thresholds || horizon < 1 || horizon > max_horizon ||
      paths < 1 || paths > max_paths_per_draw)
    throw h5::Failure("the tables have extents beyond the limits");
  return {static_cast<std::int32_t>(thresholds), static_cast<std::int32_t>(horizon),
          static_cast<std::int32_t>(paths)};
}

void read_counts(hid_t file, Result& result) {
  std::vector<h5::Table> tables;
  for (const CountTable& table : count_tables()) {
    if (!table.stored()) continue;
    tables.push_back(h5::open_numbers(file, table.name, h5::file_type<std::int64_t>()));
    h5::expect_extents(tables.back(), extents(table.axes(), result.layout));
  }
  result.counts.resize(static_cast<std::size_t>(result.layout.size()));
  std::uint64_t* place = result.counts.data();
  // Read as signed numbers, as which they are stored: a negative one then shows as too great.
  for (std::size_t i = 0; i < tables.size(); ++i) {
    h5::read_numbers(tables[i], h5::memory_type<std::int64_t>(), place);
    place += size_of(count_tables()[i], result.layout);
  }
}

/// Of a result without the digest of its file.
std::string what_has_changed(hid_t file, const Result& result) {
  const std::vector<TableMistake> mistakes = digest_mistakes(file, result);
  if (mistakes.empty()) return "the fan, draws or samples do not have its digest";
  return fmt::format("{} {}", mistakes[0].table, mistakes[0].why);
}

Result result_in(const std::string& path, std::span<const std::byte> image) {
  const h5::Id file = h5::open_image(image);
  check_format(path, file, result_file);
  Result result;
  result.layout = read_layout(file);
  read_question(file, result);
  const h5::Id provenance = h5::open_group(file, provenance_group);
  read_provenance(provenance, result.provenance);
  const std::string digest = h5::read_strings(provenance, "outcome_digest", {}).front();
  read_counts(file, result);
  read_groups(file, result);
  const std::string broken = broken_sum_rule(result);
  if (!broken.empty()) throw h5::Failure(broken);
  if (outcome_digest(result) != digest) throw h5::Failure(what_has_changed(file, result));
  return result;
}

}  // namespace

Result read_result_image(const std::string& path, std::span<const std::byte> image) {
  Result result;
  guard_reading(path, [&] { result = result_in(path, image); });
  return result;
}

Result read_result(const std::string& path) { return read_result_image(path, read_sealed(path)); }

}  // namespace racecast
