#include <fmt/core.h>

#include "host/results/file_writers.hpp"

namespace racecast {

void write_attributes(hid_t file, const FileKind& kind, const Result& question) {
  const std::pair<const char*, std::string> texts[] = {
      {"Conventions", "CF-1.10"},
      {"title", fmt::format("{}: {}", kind.title, question.name)},
      {"filetype", kind.filetype},
      {"format_version", kind.version},
      {"name", question.name},
      {"description", question.description},
      {"model_version", question.provenance.model},
      {"accounting", question.accounting},
      {"start", question.start.text()}};
  for (const auto& [name, text] : texts) h5::put_text(file, name, text);
  h5::put_number(file, "horizon_months", question.layout.horizon);
  h5::put_number(file, "paths_per_draw", question.layout.paths_per_draw);
}

void put_axis(GroupWriter& root, const AxisRow& row, const Result& question) {
  const GroupField field = {"", row.name, {row.name}, row.unit, row.long_name};
  const std::vector<std::string> labels = axis_labels(row.axis, question);
  const std::vector<double> levels = axis_levels(row.axis);
  const hid_t scale = !levels.empty()   ? root.axis(field, levels)
                      : !labels.empty() ? root.axis(field, labels)
                                        : root.axis(field, axis_numbers(row.axis, question.layout));
  if (row.axis == Axis::event_pattern) put_event_bits(scale);
}

void put_dates_and_thresholds(GroupWriter& root, const Result& question) {
  const Dates dates = dates_of(question);
  const GroupField row = {"", "date", {"month"}, dates.unit.c_str(), "First day of the month"};
  const h5::Id dataset = root.put_unattached(row, dates.days);
  put_calendar(dataset);
  root.attach(dataset, row);

  const auto put = [&](const char* name, auto of_threshold) {
    return root.put(group_field(threshold_fields, name), each(question.thresholds, of_threshold));
  };
  using Threshold = const ThresholdInfo&;
  put("threshold_metric", [](Threshold t) { return std::string(metric_rows[t.metric].name); });
  put("threshold_unit", [](Threshold t) { return std::string(metric_rows[t.metric].unit); });
  put("threshold_value", &ThresholdInfo::value);
  put("threshold_description", &ThresholdInfo::description);
  put("threshold_hold_months", &ThresholdInfo::hold_months);
  put_flags(put("threshold_above", [](Threshold t) { return std::int8_t{t.above}; }), 2,
            "reached_when_below reached_when_above");
  const ThresholdInfo* primary = &question.thresholds[static_cast<std::size_t>(question.primary)];
  put_flags(put("primary", [&](Threshold t) { return std::int8_t{&t == primary}; }), 2,
            "other primary");
}

void put_provenance(GroupWriter& group, const Provenance& provenance) {
  const auto put = [&](const char* name, const auto& value) {
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>)
      h5::put_number(group, name, value);
    else
      h5::put_text(group, name, value);
  };
  for (const ProvenanceField& field : provenance_fields)
    std::visit([&](auto member) { put(field.name, provenance.*member); }, field.member);
  for (const LongTextField& field : provenance_long_texts)
    group.put_long_text(field.name, field.long_name, provenance.*field.member);
}

}  // namespace racecast
