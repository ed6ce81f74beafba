#include "host/results/read_root.hpp"

#include <fmt/core.h>

#include <charconv>

#include "host/error.hpp"
#include "host/hdf5/read_numbers.hpp"
#include "host/result/axes.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/sweep_result.hpp"
#include "host/text/utf8.hpp"
#include "host/text/year_month.hpp"
#include "host/toml/value.hpp"

namespace racecast {

const FileKind result_file = {file_type_name, format_version, "result", "racecast run",
                              "summary, compare, report, replay, export and verify"};
const FileKind sweep_file = {"racecast sweep", sweep_format_version, "sweep", "racecast sweep",
                             "summary"};

namespace {

int major_of(const std::string& version) {
  int major = -1;
  const char* end = version.data() + version.size();
  const auto [rest, error] = std::from_chars(version.data(), end, major);
  return error == std::errc() && rest != end && *rest == '.' ? major : -1;
}

/// Of a file that is of `is`, or of nothing that racecast writes.
Error foreign(const std::string& path, const FileKind& wanted, const FileKind* is) {
  if (is == nullptr)
    return {ErrorKind::file, fmt::format("{} is no {} of racecast (an HDF5 file of another kind); "
                                         "give a file that `{}` wrote",
                                         path, wanted.noun, wanted.command)};
  const std::string parts =
      is == &sweep_file ? ", or a scenario of it, which `racecast sweep --keep` leaves in a folder"
                        : "";
  return {
      ErrorKind::file,
      fmt::format("{} is no {} of racecast (it is a {}, which `racecast {}` takes); give a file "
                  "that `{}` wrote{}",
                  path, wanted.noun, is->noun, is->readers, wanted.command, parts)};
}

YearMonth read_start(hid_t file) {
  const std::optional<YearMonth> start = parse_month(h5::read_text(file, "start"));
  if (!start) throw h5::Failure("attribute start is no month");
  return *start;
}

int metric_named(const std::string& name) {
  for (int metric = 0; metric < metric_count; ++metric)
    if (name == metric_rows[metric].name) return metric;
  throw h5::Failure(fmt::format("metric {} is unknown", shown(name)));
}

void read_thresholds(hid_t file, Result& result) {
  const std::vector<std::int64_t> extents = {result.layout.thresholds};
  const auto names = h5::read_strings(file, row_of(Axis::threshold).name, extents);
  const auto metrics = h5::read_strings(file, threshold_field::metric.name, extents);
  const auto hold = numbers_of<std::int32_t>(file, threshold_field::hold_months.name, extents);
  const auto above = numbers_of<std::int8_t>(file, threshold_field::above.name, extents);
  const auto primary = numbers_of<std::int8_t>(file, threshold_field::primary.name, extents);
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

}  // namespace

std::string filetype_of(hid_t file) {
  return h5::has_attribute(file, "filetype") ? h5::read_text(file, "filetype") : "";
}

void check_format(const std::string& path, hid_t file, const FileKind& kind) {
  const std::string filetype = filetype_of(file);
  if (filetype != kind.filetype) {
    const FileKind* is = nullptr;
    for (const FileKind* other : {&result_file, &sweep_file})
      if (filetype == other->filetype) is = other;
    throw foreign(path, kind, is);
  }
  const std::string version = h5::read_text(file, "format_version");
  const int major = major_of(version);
  if (major < 0) throw h5::Failure(fmt::format("format_version is {}", shown(version)));
  if (major != major_of(kind.version))
    throw Error(ErrorKind::file,
                fmt::format("cannot read {} (its format is {}, this racecast reads {}); use the "
                            "racecast that wrote it, or another version",
                            path, shown(version), kind.version));
}

void read_question(hid_t file, Result& result) {
  result.name = h5::read_text(file, "name");
  result.description = h5::read_text(file, "description");
  result.accounting = h5::read_text(file, "accounting");
  result.start = read_start(file);
  result.provenance.model = h5::read_text(file, "model_version");
  read_thresholds(file, result);
}

void read_provenance(hid_t group, Provenance& provenance) {
  for (const TextField& field : provenance_texts)
    provenance.*field.member = h5::read_text(group, field.name);
  for (const CountField& field : provenance_counts)
    provenance.*field.member = number_of<std::uint64_t>(group, field.name);
  for (const RealField& field : provenance_reals)
    provenance.*field.member = number_of<double>(group, field.name);
  for (const LongTextField& field : provenance_long_texts)
    provenance.*field.member = h5::read_strings(group, field.name, {}).front();
}

}  // namespace racecast
