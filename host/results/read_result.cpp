#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "host/result/count_tables.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/read_root.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {
namespace {

CountsLayout read_layout(hid_t file) {
  const std::vector<std::int64_t> joint = h5::extents_of<std::uint64_t>(file, "joint_count"),
                                  odds = h5::extents_of<std::uint64_t>(file, "odds_count");
  if (joint.size() != 3 || odds.size() != 2) throw h5::Failure("the tables have other ranks");
  return checked_layout(joint[0], joint[1] - 2, odds[1] - 1);
}

void read_counts(hid_t file, Result& result) {
  std::vector<h5::Table> tables;
  for (const CountTable& table : count_tables()) {
    if (!table.stored()) continue;
    tables.push_back(h5::open_numbers(file, table.name, h5::types_of<std::int64_t>().file));
    h5::expect_extents(tables.back(), extents(table.axes(), result.layout));
  }
  result.counts.resize(static_cast<std::size_t>(result.layout.size()));
  std::uint64_t* place = result.counts.data();
  // Read as signed numbers, as which they are stored: a negative one then shows as too great.
  for (std::size_t i = 0; i < tables.size(); ++i) {
    h5::read_numbers(tables[i], h5::types_of<std::int64_t>().memory, place);
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

bool same_real(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

/// Whether a table of the file holds these values.
template <class Values, class Same>
bool holds(hid_t file, const TableRow& table, const Result& result, const Values& values,
           Same same) {
  const auto stored = h5::read_values<std::ranges::range_value_t<Values>>(
      file, table.name, extents(table.axes(), result.layout));
  return std::ranges::equal(stored, values, same);
}

std::vector<TableMistake> mistakes_in(hid_t file, const Result& result) {
  std::vector<TableMistake> mistakes = digest_mistakes(file, result);
  for (const CountTable& table : count_tables())
    if (!table.stored() && !holds(file, table, result, table.derive(result), std::equal_to<>()))
      mistakes.push_back({table.name, "is not what joint_count gives"});
  for (const RealTable& table : real_tables())
    if (!holds(file, table, result, table.values(result), same_real))
      mistakes.push_back({table.name, "is not what the counts give"});
  return mistakes;
}

}  // namespace

Result read_result(const std::string& path, hid_t file) {
  DigestedResult read = counts_in(path, file);
  read_groups(file, read.result);
  require_sums(read.result);
  if (outcome_digest(read.result) == read.digest) return std::move(read.result);
  require_tables(file, read.result);
  throw h5::Failure("the fan, draws or samples do not have its digest");
}

Result read_result(const std::string& path) {
  return read_file(path, [&](hid_t file) { return read_result(path, file); });
}

DigestedResult read_counts_alone(const std::string& path) {
  return read_file(path, [&](hid_t file) {
    DigestedResult read = counts_in(path, file);
    require_sums(read.result);
    require_tables(file, read.result);
    return read;
  });
}

std::variant<Result, SweepResult> read_result_or_sweep(const std::string& path) {
  using Either = std::variant<Result, SweepResult>;
  return read_file(path, [&](hid_t file) {
    return filetype_of(file) == sweep_file.filetype ? Either(read_sweep(path, file))
                                                    : Either(read_result(path, file));
  });
}

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
  return read_file(path, [&](hid_t file) { return mistakes_in(file, result); });
}

}  // namespace racecast
