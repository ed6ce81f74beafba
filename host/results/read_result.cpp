#include <fmt/core.h>

#include <charconv>

#include "host/config/value.hpp"
#include "host/config/year_month.hpp"
#include "host/results/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/hdf5_read.hpp"
#include "host/results/number_types.hpp"
#include "host/results/read_groups.hpp"
#include "host/results/seal.hpp"
#include "host/results/stored_tables.hpp"
#include "host/results/sum_rules.hpp"

namespace racecast {
namespace {

constexpr std::int64_t max_paths_per_draw = 1 << 20;

Error foreign(const std::string& path, const std::string& why) {
  return {ErrorKind::file, fmt::format("{} is no result of racecast ({}); give a file that "
                                       "`racecast run` wrote",
                                       path, why)};
}

int major_of(const std::string& version) {
  int major = -1;
  const char* end = version.data() + version.size();
  const auto [rest, error] = std::from_chars(version.data(), end, major);
  return error == std::errc() && rest != end && *rest == '.' ? major : -1;
}

void check_format(const std::string& path, hid_t file) {
  if (!h5::has_attribute(file, "filetype") || h5::read_text(file, "filetype") != file_type_name)
    throw foreign(path, "an HDF5 file of another kind");
  const std::string version = h5::read_text(file, "format_version");
  const int major = major_of(version);
  if (major < 0) throw h5::Failure(fmt::format("format_version is {}", shown(version)));
  if (major != major_of(format_version))
    throw Error(ErrorKind::file,
                fmt::format("cannot read {} (its format is {}, this racecast reads {}); use the "
                            "racecast that wrote it, or another version",
                            path, shown(version), format_version));
}

template <class Number>
Number read_number(hid_t object, const char* attribute) {
  Number value{};
  h5::read_number(object, attribute, h5::file_type<Number>(), h5::memory_type<Number>(), &value);
  return value;
}

YearMonth read_start(hid_t file) {
  const std::optional<YearMonth> start = parse_month(h5::read_text(file, "start"));
  if (!start) throw h5::Failure("attribute start is no month");
  return *start;
}

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

template <class Number>
std::vector<Number> read_numbers(hid_t file, const char* name, std::int64_t size) {
  const h5::Table table = h5::open_numbers(file, name, h5::file_type<Number>());
  h5::expect_extents(table, {&size, 1});
  std::vector<Number> numbers(static_cast<std::size_t>(size));
  h5::read_numbers(table, h5::memory_type<Number>(), numbers.data());
  return numbers;
}

int metric_named(const std::string& name) {
  for (int metric = 0; metric < metric_count; ++metric)
    if (name == metric_rows[metric].name) return metric;
  throw h5::Failure(fmt::format("metric {} is unknown", shown(name)));
}

void read_thresholds(hid_t file, Result& result) {
  const std::int64_t size = result.layout.thresholds;
  const std::span<const std::int64_t> extents(&size, 1);
  const auto names = h5::read_strings(file, row_of(Axis::threshold).name, extents);
  const auto metrics = h5::read_strings(file, "threshold_metric", extents);
  const auto hold = read_numbers<std::int32_t>(file, "threshold_hold_months", size);
  const auto above = read_numbers<std::int8_t>(file, "threshold_above", size);
  const auto primary = read_numbers<std::int8_t>(file, "primary", size);
  result.thresholds.resize(names.size());
  result.primary = -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ThresholdInfo& threshold = result.thresholds[i];
    threshold.name = names[i];
    threshold.metric = metric_named(metrics[i]);
    threshold.above = above[i] != 0;
    threshold.hold_months = hold[i];
    if (primary[i] != 0) result.primary = static_cast<int>(i);
  }
  for (const ThresholdTextField& field : threshold_texts) {
    const auto texts = h5::read_strings(file, field.name, extents);
    for (std::size_t i = 0; i < texts.size(); ++i) result.thresholds[i].*field.member = texts[i];
  }
}

/// Fills the provenance; returns the digest that the file claims.
std::string read_provenance(hid_t file, Provenance& provenance) {
  const h5::Id group = h5::open_group(file, provenance_group);
  for (const TextField& field : provenance_texts)
    provenance.*field.member = h5::read_text(group, field.name);
  for (const CountField& field : provenance_counts)
    provenance.*field.member = read_number<std::uint64_t>(group, field.name);
  for (const RealField& field : provenance_reals)
    provenance.*field.member = read_number<double>(group, field.name);
  for (const LongTextField& field : provenance_long_texts)
    provenance.*field.member = h5::read_strings(group, field.name, {}).front();
  return h5::read_strings(group, "outcome_digest", {}).front();
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

Result read_image(const std::string& path, std::span<const std::byte> image) {
  const h5::Id file = h5::open_image(image);
  check_format(path, file);
  Result result;
  result.name = h5::read_text(file, "name");
  result.description = h5::read_text(file, "description");
  result.accounting = h5::read_text(file, "accounting");
  result.start = read_start(file);
  result.layout = read_layout(file);
  read_thresholds(file, result);
  const std::string digest = read_provenance(file, result.provenance);
  result.provenance.model = h5::read_text(file, "model_version");
  read_counts(file, result);
  read_groups(file, result);
  const std::string broken = broken_sum_rule(result);
  if (!broken.empty()) throw h5::Failure(broken);
  if (outcome_digest(result) != digest) throw h5::Failure(what_has_changed(file, result));
  return result;
}

}  // namespace

Result read_result(const std::string& path) {
  const h5::QuietErrors quiet;
  const std::vector<std::byte> image = read_sealed(path);
  try {
    return read_image(path, image);
  } catch (const h5::Failure& failure) {
    throw Error(ErrorKind::file, fmt::format("{} is damaged ({}); take a copy of it or run the "
                                             "forecast again",
                                             path, failure.what()));
  }
}

}  // namespace racecast
