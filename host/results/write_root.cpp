#include <fmt/core.h>

#include "host/result/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/real_tables.hpp"
#include "host/results/root_axes.hpp"

namespace racecast {
namespace {

void write_attributes(hid_t file, const Result& result) {
  const std::pair<const char*, std::string> texts[] = {
      {"Conventions", "CF-1.10"},   {"title", fmt::format("racecast: {}", result.name)},
      {"filetype", file_type_name}, {"format_version", format_version},
      {"name", result.name},        {"description", result.description}};
  for (const auto& [name, text] : texts) h5::put_text(file, name, text);
  put_question(file, result);
}

void write_reals(hid_t file, const Result& result, const RootAxes& axes, const RealTable& table) {
  const std::vector<double> values = table.values(result);
  const h5::Id dataset =
      h5::put_dataset(file, table.name, extents(table.axes(), result.layout), values.data());
  describe(dataset, table.unit, table.long_name);
  axes.attach(dataset, table.axes());
}

void write_counts(hid_t file, const Result& result, const RootAxes& axes, const CountTable& table) {
  std::vector<std::uint64_t> derived;
  const std::span<const std::uint64_t> values = values_of(table, result, derived);
  const h5::Id dataset =
      put_counts(file, table.name, extents(table.axes(), result.layout), values.data());
  describe(dataset, table.unit, table.long_name);
  axes.attach(dataset, table.axes());
}

}  // namespace

void write_root(hid_t file, const Result& result) {
  write_attributes(file, result);
  RootAxes axes(file, result);
  for (const AxisRow& row : axis_rows()) axes.put_axis(row);
  axes.put_dates();
  axes.put_thresholds();
  for (const RealTable& table : real_tables()) write_reals(file, result, axes, table);
  for (const CountTable& table : count_tables()) write_counts(file, result, axes, table);
}

}  // namespace racecast
