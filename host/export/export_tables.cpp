// Tables of counts, probabilities and quantiles, by their axes.
#include <fmt/format.h>

#include "host/export/export.hpp"
#include "host/report/summary.hpp"

namespace racecast {
namespace {

/// The coordinates of one axis, as the cells of one or two columns.
struct AxisCells {
  std::vector<ExportColumn> columns;
  std::vector<ExportRow> cells;  ///< [place on the axis][column]
};

AxisCells cells_of(Axis axis, const Result& result) {
  const AxisRow& row = row_of(axis);
  AxisCells to{{{row.name, row.unit}}, {}};
  const std::vector<std::string> labels = axis_labels(axis, result);
  for (const std::string& label : labels) to.cells.push_back({label});
  if (!labels.empty()) to.columns[0].unit = "";
  if (axis == Axis::quantile)
    for (const int percent : quantile_percents) to.cells.push_back({percent / 100.0});
  if (!to.cells.empty()) return to;
  const std::string name = row.name;  // "us_date" stands beside "us_month"
  const bool dated = name.find("month") != std::string::npos;
  if (dated) to.columns.push_back({name.substr(0, name.find("month")) + "date", ""});
  if (axis == Axis::event_pattern) to.columns.push_back({"events", ""});
  for (const std::int32_t number : axis_numbers(axis, result.layout)) {
    to.cells.push_back({std::int64_t{number}});
    if (dated) to.cells.back().push_back(date_cell(result, number));
    if (axis == Axis::event_pattern) to.cells.back().emplace_back(events_text(number));
  }
  return to;
}

/// A table with one row a cell; `values` gives the cells in row-major order.
template <class Values>
ExportTable by_axes(const Result& result, const char* name, const char* unit, const char* meaning,
                    std::span<const Axis> axes, Values values) {
  ExportTable table{name, meaning, {}, {}};
  std::vector<AxisCells> coordinates;
  for (const Axis axis : axes) {
    coordinates.push_back(cells_of(axis, result));
    for (const ExportColumn& column : coordinates.back().columns) table.columns.push_back(column);
  }
  table.columns.push_back({name, unit});
  table.rows = [coordinates, values](const ExportRows& row) {
    std::vector<std::size_t> at(coordinates.size());
    for (const auto& value : values()) {
      ExportRow cells;
      for (std::size_t i = 0; i < at.size(); ++i)
        cells.insert(cells.end(), coordinates[i].cells[at[i]].begin(),
                     coordinates[i].cells[at[i]].end());
      cells.emplace_back(value);
      row(cells);
      for (std::size_t i = at.size(); i-- > 0 && ++at[i] == coordinates[i].cells.size();) at[i] = 0;
    }
  };
  return table;
}

}  // namespace

ExportCell date_cell(const Result& result, int month) {
  if (month < 0 || month > result.layout.horizon) return std::monostate();
  return result.start.plus(month - 1).text() + "-01";
}

std::vector<std::string> event_names(std::int64_t pattern) {
  std::vector<std::string> names;
  for (int bit = 0; bit < event_count; ++bit)
    if ((pattern >> bit & 1) != 0) names.emplace_back(event_rows[bit].name);
  return names;
}

std::string events_text(std::int64_t pattern) {
  return fmt::format("{}", fmt::join(event_names(pattern), " "));
}

ExportTable export_counts(const Result& result, const CountTable& table) {
  return by_axes(result, table.name, table.unit, table.long_name, table.axes(), [&result, &table] {
    std::vector<std::uint64_t> derived;
    const std::span<const std::uint64_t> values = values_of(table, result, derived);
    return std::vector<std::uint64_t>(values.begin(), values.end());
  });
}

ExportTable export_reals(const Result& result, const RealTable& table) {
  return by_axes(result, table.name, table.unit, table.long_name, table.axes(),
                 [&result, &table] { return table.values(result); });
}

ExportTable export_summary(const Result& result) {
  ExportTable table{"summary", "The answer by threshold", {{"threshold", ""}}, {}};
  for (const char* outcome : outcome_names)
    for (const char* end : {"", "_low", "_high"})
      table.columns.push_back({std::string(outcome) + end, "1"});
  const auto add_quantiles = [&](const std::string& name) {
    for (const int percent : quantile_percents)
      table.columns.push_back({fmt::format("{}_p{}", name, percent), "month"});
  };
  for (const char* nation : nation_names) add_quantiles(nation + std::string("_arrival"));
  add_quantiles("us_lead");
  table.rows = [&result](const ExportRows& row) {
    for (const ThresholdSummary& threshold : summarise(result)) {
      ExportRow cells = {threshold.info.name};
      for (const Probability& p : threshold.outcome)
        cells.insert(cells.end(), {p.estimate, p.low, p.high});
      for (const NationSummary& nation : threshold.nation)
        cells.insert(cells.end(), nation.arrival_all.begin(), nation.arrival_all.end());
      cells.insert(cells.end(), threshold.lead.begin(), threshold.lead.end());
      row(cells);
    }
  };
  return table;
}

}  // namespace racecast
