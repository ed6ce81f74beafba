#include <fmt/core.h>

#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_read.hpp"
#include "host/hdf5/number_types.hpp"
#include "host/result/count_tables.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/read_groups.hpp"
#include "host/results/read_image.hpp"
#include "host/results/read_root.hpp"
#include "host/results/result_file.hpp"
#include "host/results/stored_tables.hpp"

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

/// What a file has but its groups, unchecked, and the digest that it states.
DigestedResult counts_in(const std::string& path, hid_t file) {
  check_format(path, file, result_file);
  DigestedResult read;
  Result& result = read.result;
  result.layout = read_layout(file);
  read_question(file, result);
  const h5::Id provenance = h5::open_group(file, provenance_group);
  read_provenance(provenance, result.provenance);
  read.digest = h5::read_strings(provenance, "outcome_digest", {}).front();
  read_counts(file, result);
  return read;
}

void require_sums(const Result& result) {
  if (const auto broken = find_violation(result)) throw h5::Failure(*broken);
}

/// That each table of counts has its own digest.
void require_tables(hid_t file, const Result& result) {
  const std::vector<TableMistake> mistakes = digest_mistakes(file, result);
  if (!mistakes.empty())
    throw h5::Failure(fmt::format("{} {}", mistakes[0].table, mistakes[0].why));
}

Result result_in(const std::string& path, std::span<const std::byte> image) {
  const h5::Id file = h5::open_image(image);
  DigestedResult read = counts_in(path, file);
  read_groups(file, read.result);
  require_sums(read.result);
  if (outcome_digest(read.result) == read.digest) return std::move(read.result);
  require_tables(file, read.result);
  throw h5::Failure("the fan, draws or samples do not have its digest");
}

}  // namespace

Result read_result_image(const std::string& path, std::span<const std::byte> image) {
  Result result;
  guard_reading(path, [&] { result = result_in(path, image); });
  return result;
}

Result read_result(const std::string& path) { return read_result_image(path, read_sealed(path)); }

DigestedResult read_counts_alone(const std::string& path) {
  const std::vector<std::byte> image = read_sealed(path);
  DigestedResult read;
  guard_reading(path, [&] {
    const h5::Id file = h5::open_image(image);
    read = counts_in(path, file);
    require_sums(read.result);
    require_tables(file, read.result);
  });
  return read;
}

}  // namespace racecast
