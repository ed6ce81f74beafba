#include "host/results/read_root.hpp"

#include <fmt/core.h>

#include <charconv>

#include "host/result/axes.hpp"
#include "host/text/utf8.hpp"
#include "host/text/year_month.hpp"
#include "host/toml/value.hpp"

namespace racecast {

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

int metric_named(const std::string& name) {
  for (int metric = 0; metric < metric_count; ++metric)
    if (name == metric_rows[metric].name) return metric;
  throw h5::Failure(fmt::format("metric {} is unknown", shown(name)));
}

void read_thresholds(hid_t file, Result& result) {
  const std::vector<std::int64_t> extents = {result.layout.thresholds};
  result.thresholds.resize(static_cast<std::size_t>(result.layout.thresholds));
  const auto read = [&]<class Value>(const char* name, Value, auto&& put) {
    const std::vector<Value> values = h5::read_values<Value>(file, name, extents);
    for (std::size_t i = 0; i < values.size(); ++i) put(result.thresholds[i], values[i]);
  };
  using Threshold = ThresholdInfo&;
  using Text = const std::string&;
  const std::string text;
  read("threshold", text, [](Threshold t, Text name) { t.name = name; });
  read("threshold_metric", text, [](Threshold t, Text name) { t.metric = metric_named(name); });
  read("threshold_hold_months", std::int32_t{}, [](Threshold t, int n) { t.hold_months = n; });
  read("threshold_above", std::int8_t{}, [](Threshold t, int above) { t.above = above != 0; });
  result.primary = -1;
  read("primary", std::int8_t{}, [&](Threshold t, int is_primary) {
    if (is_primary != 0) result.primary = static_cast<int>(&t - result.thresholds.data());
  });
  read("threshold_value", text, [](Threshold t, Text value) { t.value = value; });
  read("threshold_description", text, [](Threshold t, Text told) { t.description = told; });
}

}  // namespace

Error damaged(const std::string& path, const h5::Failure& failure) {
  return {ErrorKind::file, fmt::format("{} is damaged ({}); take a copy of it or run the "
                                       "forecast again",
                                       path, failure.what())};
}

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

CountsLayout checked_layout(std::int64_t thresholds, std::int64_t horizon, std::int64_t paths) {
  constexpr std::int64_t max_paths_per_draw = 1 << 20;
  if (thresholds < 1 || thresholds > max_thresholds || horizon < 1 || horizon > max_horizon ||
      paths < 1 || paths > max_paths_per_draw)
    throw h5::Failure("the tables have extents beyond the limits");
  return {static_cast<std::int32_t>(thresholds), static_cast<std::int32_t>(horizon),
          static_cast<std::int32_t>(paths)};
}

void read_question(hid_t file, Result& result) {
  result.name = h5::read_text(file, "name");
  result.description = h5::read_text(file, "description");
  result.accounting = h5::read_text(file, "accounting");
  const std::optional<YearMonth> start = parse_month(h5::read_text(file, "start"));
  if (!start) throw h5::Failure("attribute start is no month");
  result.start = *start;
  result.provenance.model = h5::read_text(file, "model_version");
  read_thresholds(file, result);
}

void read_provenance(hid_t group, Provenance& provenance) {
  const auto read = [&]<class Value>(const char* name, Value& value) {
    if constexpr (std::is_arithmetic_v<Value>)
      value = h5::read_number<Value>(group, name);
    else
      value = h5::read_text(group, name);
  };
  for (const ProvenanceField& field : provenance_fields)
    std::visit([&](auto member) { read(field.name, provenance.*member); }, field.member);
  for (const LongTextField& field : provenance_long_texts)
    provenance.*field.member = h5::read_strings(group, field.name, {}).front();
}

}  // namespace racecast
