#include <fmt/core.h>

#include "host/results/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {
namespace {

/// The root group of a file, written from its axes to its tables.
class RootWriter {
 public:
  RootWriter(hid_t file, const Result& result) : file_(file), result_(result) {}

  void write() {
    write_attributes();
    for (const AxisRow& row : axis_rows()) scales_.push_back(write_axis(row));
    write_dates();
    write_thresholds();
    for (const RealTable& table : real_tables()) write_reals(table);
    for (const CountTable& table : count_tables()) write_counts(table);
  }

 private:
  void write_attributes() {
    const std::pair<const char*, std::string> texts[] = {
        {"Conventions", "CF-1.10"},
        {"title", fmt::format("racecast: {}", result_.name)},
        {"filetype", file_type_name},
        {"format_version", format_version},
        {"model_version", result_.provenance.model},
        {"name", result_.name},
        {"description", result_.description},
        {"accounting", result_.accounting},
        {"start", result_.start.text()}};
    for (const auto& [name, text] : texts) h5::put_text(file_, name, text);
    h5::put_number(file_, "horizon_months", result_.layout.horizon);
    h5::put_number(file_, "paths_per_draw", result_.layout.paths_per_draw);
  }

  h5::Id write_axis(const AxisRow& row) {
    const std::int64_t size = extent(row.axis, result_.layout);
    const std::vector<std::string> labels = axis_labels(row.axis, result_);
    const std::vector<double> levels = axis_levels(row.axis);
    h5::Id scale;
    if (!levels.empty()) {
      scale = h5::put_dataset(file_, row.name, {&size, 1}, levels.data());
    } else if (!labels.empty()) {
      scale = h5::put_strings(file_, row.name, {&size, 1}, labels);
    } else {
      const std::vector<std::int32_t> numbers = axis_numbers(row.axis, result_.layout);
      scale = h5::put_dataset(file_, row.name, {&size, 1}, numbers.data());
    }
    h5::make_scale(scale, row.name);
    describe(scale, row.unit, row.long_name);
    if (row.axis == Axis::event_pattern) put_event_bits(scale);
    return scale;
  }

  void attach(hid_t dataset, std::span<const Axis> axes) {
    unsigned place = 0;
    for (const Axis axis : axes)
      h5::attach_scale(dataset, scales_[static_cast<std::size_t>(axis)], place++);
  }

  void write_dates() {
    const std::vector<std::int32_t> days = first_days(result_);
    const std::int64_t size = extent(Axis::month, result_.layout);
    const h5::Id dates = h5::put_dataset(file_, "date", {&size, 1}, days.data());
    describe(dates, date_unit(result_.start), "First day of the month");
    put_calendar(dates);
    attach(dates, std::array{Axis::month});
  }

  void write_texts(const ThresholdField& field, const std::vector<std::string>& texts) {
    const std::int64_t size = result_.layout.thresholds;
    const h5::Id dataset = h5::put_strings(file_, field.name, {&size, 1}, texts);
    describe(dataset, "1", field.long_name);
    attach(dataset, std::array{Axis::threshold});
  }

  template <class Number>
  h5::Id write_numbers(const ThresholdField& field, const char* unit,
                       const std::vector<Number>& numbers) {
    const std::int64_t size = result_.layout.thresholds;
    h5::Id dataset = h5::put_dataset(file_, field.name, {&size, 1}, numbers.data());
    describe(dataset, unit, field.long_name);
    attach(dataset, std::array{Axis::threshold});
    return dataset;
  }

  void write_thresholds() {
    std::vector<std::string> metrics, units;
    std::vector<std::int32_t> hold;
    std::vector<std::int8_t> above, primary;
    for (const ThresholdInfo& threshold : result_.thresholds) {
      const MetricRow& metric = metric_rows[threshold.metric];
      metrics.push_back(metric.name);
      units.push_back(metric.unit);
      hold.push_back(threshold.hold_months);
      above.push_back(threshold.above ? 1 : 0);
      primary.push_back(static_cast<int>(primary.size()) == result_.primary ? 1 : 0);
    }
    write_texts(threshold_field::metric, metrics);
    write_texts(threshold_field::unit, units);
    for (const ThresholdTextField& field : threshold_texts) {
      std::vector<std::string> texts;
      for (const ThresholdInfo& threshold : result_.thresholds)
        texts.push_back(threshold.*field.member);
      write_texts({field.name, field.long_name}, texts);
    }
    write_numbers(threshold_field::hold_months, "month", hold);
    put_flags(write_numbers(threshold_field::above, "1", above), 2,
              "reached_when_below reached_when_above");
    put_flags(write_numbers(threshold_field::primary, "1", primary), 2, "other primary");
  }

  void write_reals(const RealTable& table) {
    const std::vector<double> values = table.values(result_);
    const h5::Id dataset =
        h5::put_dataset(file_, table.name, extents(table.axes(), result_.layout), values.data());
    describe(dataset, table.unit, table.long_name);
    attach(dataset, table.axes());
  }

  void write_counts(const CountTable& table) {
    std::vector<std::uint64_t> derived;
    const std::span<const std::uint64_t> values = values_of(table, result_, derived);
    // Signed in the file, so that a difference of two counts in NumPy or R can be negative; the sum
    // rules have every count below 2^41.
    const h5::Id dataset = h5::put_dataset(file_, table.name, extents(table.axes(), result_.layout),
                                           h5::file_type<std::int64_t>(),
                                           h5::memory_type<std::uint64_t>(), values.data());
    describe(dataset, table.unit, table.long_name);
    attach(dataset, table.axes());
    for (const Axis axis : table.axes())
      if (axis == Axis::month) h5::put_text(dataset, "coordinates", "date");
  }

  hid_t file_;
  const Result& result_;
  std::vector<h5::Id> scales_;  // by Axis
};

}  // namespace

void write_root(hid_t file, const Result& result) { RootWriter(file, result).write(); }

}  // namespace racecast
