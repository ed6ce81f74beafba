#include "host/results/root_axes.hpp"

#include <array>
#include <numeric>

#include "host/results/file_fields.hpp"

namespace racecast {

void put_question(hid_t file, const Result& question) {
  const std::pair<const char*, std::string> texts[] = {{"model_version", question.provenance.model},
                                                       {"accounting", question.accounting},
                                                       {"start", question.start.text()}};
  for (const auto& [name, text] : texts) h5::put_text(file, name, text);
  h5::put_number(file, "horizon_months", question.layout.horizon);
  h5::put_number(file, "paths_per_draw", question.layout.paths_per_draw);
}

h5::Id put_counts(hid_t parent, const char* name, h5::Extents extents,
                  const std::uint64_t* values) {
  return h5::put_dataset(parent, name, extents, h5::file_type<std::int64_t>(),
                         h5::memory_type<std::uint64_t>(), values);
}

void RootAxes::put_axis(const AxisRow& row) {
  const std::int64_t size = extent(row.axis, question_.layout);
  const std::vector<std::string> labels = axis_labels(row.axis, question_);
  const std::vector<double> levels = axis_levels(row.axis);
  h5::Id scale;
  if (!levels.empty()) {
    scale = h5::put_dataset(file_, row.name, {&size, 1}, levels.data());
  } else if (!labels.empty()) {
    scale = h5::put_strings(file_, row.name, {&size, 1}, labels);
  } else {
    const std::vector<std::int32_t> numbers = axis_numbers(row.axis, question_.layout);
    scale = h5::put_dataset(file_, row.name, {&size, 1}, numbers.data());
  }
  h5::make_scale(scale, row.name);
  describe(scale, row.unit, row.long_name);
  if (row.axis == Axis::event_pattern) put_event_bits(scale);
  scales_[row.axis] = std::move(scale);
}

void RootAxes::put_axis(const AxisRow& row, std::int64_t size, const char* long_name) {
  std::vector<std::int32_t> numbers(static_cast<std::size_t>(size));
  std::iota(numbers.begin(), numbers.end(), 0);
  h5::Id scale = h5::put_dataset(file_, row.name, {&size, 1}, numbers.data());
  h5::make_scale(scale, row.name);
  describe(scale, row.unit, long_name);
  scales_[row.axis] = std::move(scale);
}

void RootAxes::attach(hid_t dataset, std::span<const Axis> axes, unsigned first) const {
  for (const Axis axis : axes) {
    h5::attach_scale(dataset, scales_.at(axis), first++);
    if (axis == Axis::month) h5::put_text(dataset, "coordinates", "date");
  }
}

void RootAxes::put_dates() const {
  const std::vector<std::int32_t> days = first_days(question_);
  const std::int64_t size = extent(Axis::month, question_.layout);
  const h5::Id dates = h5::put_dataset(file_, "date", {&size, 1}, days.data());
  describe(dates, date_unit(question_.start), "First day of the month");
  put_calendar(dates);
  h5::attach_scale(dates, scales_.at(Axis::month), 0);
}

void RootAxes::put_texts(const char* name, const char* long_name,
                         const std::vector<std::string>& texts) const {
  const std::int64_t size = question_.layout.thresholds;
  const h5::Id dataset = h5::put_strings(file_, name, {&size, 1}, texts);
  describe(dataset, "1", long_name);
  attach(dataset, std::array{Axis::threshold});
}

template <class Number>
h5::Id RootAxes::put_numbers(const char* name, const char* long_name, const char* unit,
                             const std::vector<Number>& numbers) const {
  const std::int64_t size = question_.layout.thresholds;
  h5::Id dataset = h5::put_dataset(file_, name, {&size, 1}, numbers.data());
  describe(dataset, unit, long_name);
  attach(dataset, std::array{Axis::threshold});
  return dataset;
}

void RootAxes::put_thresholds() const {
  using namespace threshold_field;
  std::vector<std::string> metrics, units;
  std::vector<std::int32_t> hold;
  std::vector<std::int8_t> sides, is_primary;
  for (const ThresholdInfo& threshold : question_.thresholds) {
    const MetricRow& row = metric_rows[threshold.metric];
    metrics.push_back(row.name);
    units.push_back(row.unit);
    hold.push_back(threshold.hold_months);
    sides.push_back(threshold.above ? 1 : 0);
    is_primary.push_back(static_cast<int>(is_primary.size()) == question_.primary ? 1 : 0);
  }
  put_texts(metric.name, metric.long_name, metrics);
  put_texts(unit.name, unit.long_name, units);
  for (const ThresholdTextField& field : threshold_texts) {
    std::vector<std::string> texts;
    for (const ThresholdInfo& threshold : question_.thresholds)
      texts.push_back(threshold.*field.member);
    put_texts(field.name, field.long_name, texts);
  }
  put_numbers(hold_months.name, hold_months.long_name, "month", hold);
  put_flags(put_numbers(above.name, above.long_name, "1", sides), 2,
            "reached_when_below reached_when_above");
  put_flags(put_numbers(primary.name, primary.long_name, "1", is_primary), 2, "other primary");
}

}  // namespace racecast
