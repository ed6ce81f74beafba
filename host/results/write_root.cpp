#include <fmt/core.h>

#include <chrono>
#include <initializer_list>

#include "host/results/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {
namespace {

void put_flags(hid_t dataset, const char* meanings) {
  h5::put_numbers<std::int8_t>(dataset, "flag_values", std::initializer_list<std::int8_t>{0, 1});
  h5::put_text(dataset, "flag_meanings", meanings);
}

/// "days since" the first of month 0, which is the month before the start.
std::string date_unit(const YearMonth& start) {
  const YearMonth zero = start.plus(-1);
  return fmt::format("days since {:04}-{:02}-01", zero.year, zero.month);
}

std::vector<std::int32_t> first_days(const Result& result) {
  const auto day = [&](int month) {
    const YearMonth at = result.start.plus(month - 1);
    return std::chrono::sys_days(std::chrono::year(at.year) /
                                 std::chrono::month(static_cast<unsigned>(at.month)) / 1);
  };
  std::vector<std::int32_t> days;
  for (int month = 0; month <= result.layout.horizon; ++month)
    days.push_back(static_cast<std::int32_t>((day(month) - day(0)).count()));
  return days;
}

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
    h5::Id scale;
    if (row.axis == Axis::quantile) {
      std::vector<double> levels;
      for (const int percent : quantile_percents) levels.push_back(percent / 100.0);
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

  static void put_event_bits(hid_t scale) {
    std::vector<std::int32_t> masks;
    std::string names, meanings;
    for (int bit = 0; bit < event_count; ++bit) {
      const EventRow& row = event_rows[bit];
      masks.push_back(1 << bit);
      names += fmt::format("{}{}", bit == 0 ? "" : " ", row.name);
      meanings += fmt::format("{}bit {}, {}: {}", bit == 0 ? "" : "; ", bit, row.name, row.meaning);
    }
    h5::put_numbers<std::int32_t>(scale, "flag_masks", masks);
    h5::put_text(scale, "flag_meanings", names);
    h5::put_text(scale, "comment", meanings);
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
    h5::put_text(dates, "calendar", "standard");
    h5::put_text(dates, "standard_name", "time");
    attach(dates, std::array{Axis::month});
  }

  void write_texts(const char* name, const char* long_name, const std::vector<std::string>& texts) {
    const std::int64_t size = result_.layout.thresholds;
    const h5::Id dataset = h5::put_strings(file_, name, {&size, 1}, texts);
    describe(dataset, "1", long_name);
    attach(dataset, std::array{Axis::threshold});
  }

  template <class Number>
  h5::Id write_numbers(const char* name, const char* unit, const char* long_name,
                       const std::vector<Number>& numbers) {
    const std::int64_t size = result_.layout.thresholds;
    h5::Id dataset = h5::put_dataset(file_, name, {&size, 1}, numbers.data());
    describe(dataset, unit, long_name);
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
    write_texts("threshold_metric", "Metric that the threshold is set on", metrics);
    write_texts("threshold_unit", "Unit of the metric", units);
    for (const ThresholdTextField& field : threshold_texts) {
      std::vector<std::string> texts;
      for (const ThresholdInfo& threshold : result_.thresholds)
        texts.push_back(threshold.*field.member);
      write_texts(field.name, field.long_name, texts);
    }
    write_numbers("threshold_hold_months", "month",
                  "Consecutive months for which the threshold must hold", hold);
    put_flags(
        write_numbers("threshold_above", "1", "Side from which the threshold is reached", above),
        "reached_when_below reached_when_above");
    put_flags(write_numbers("primary", "1", "Whether the threshold is the primary one", primary),
              "other primary");
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
