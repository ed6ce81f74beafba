// docs/results.md: what a result file holds, from the tables that write it.
#include <fmt/format.h>

#include <span>

#include "host/result/axes.hpp"
#include "host/result/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/group_fields.hpp"
#include "host/results/real_tables.hpp"
#include "host/results/sweep_tables.hpp"
#include "verification/reference/tables.hpp"

namespace racecast::verification {
namespace {

constexpr const char* head = "| name | dimensions | unit | meaning |\n|---|---|---|---|\n";

std::string line(const std::string& name, const std::string& axes, const std::string& unit,
                 const std::string& meaning) {
  return fmt::format("| `{}` | {} | {} | {} |\n", name, axes, unit, meaning);
}

std::string names_of(std::span<const Axis> axes) {
  std::string names;
  for (const Axis axis : axes)
    names += (names.empty() ? "" : ", ") + std::string(row_of(axis).name);
  return names;
}

std::string threshold_lines() {
  std::string lines = line("date", "month", "days since month 0", "First day of the month");
  for (const GroupField& field : group_fields())
    if (field.group == std::string(threshold_fields))
      lines += line(field.name, "threshold", "1", field.long_name);
  return lines;
}

std::string root_table() {
  std::string table = head;
  for (const AxisRow& row : axis_rows()) table += line(row.name, row.name, row.unit, row.long_name);
  table += threshold_lines();
  for (const RealTable& real : real_tables())
    table += line(real.name, names_of(real.axes()), real.unit, real.long_name);
  for (const CountTable& count : count_tables())
    table += line(count.name, names_of(count.axes()), count.unit, count.long_name);
  return table;
}

std::string group_table(const std::string& group) {
  std::string table = head;
  for (const GroupField& field : group_fields()) {
    if (group != field.group) continue;
    std::string axes;
    for (std::size_t i = 0; i < field.rank(); ++i)
      axes += (i == 0 ? "" : ", ") + std::string(field.axes[i]);
    table += line(field.name, axes, *field.unit == '\0' ? "its own" : field.unit, field.long_name);
  }
  return table;
}

/// The root group of a sweep file.
std::string sweep_table() {
  std::string table = group_table(sweep_fields);
  for (const Axis axis : sweep_axes()) {
    const AxisRow& row = row_of(axis);
    table += line(row.name, row.name, row.unit,
                  axis == Axis::outcome_batch ? sweep_batch_meaning : row.long_name);
  }
  table += threshold_lines();
  for (const SweepRealTable& real : sweep_real_tables())
    table += line(real.name, "scenario, " + names_of(real.axes()), real.unit, real.long_name);
  for (const CountTable* count : sweep_count_tables())
    table +=
        line(count->name, "scenario, " + names_of(count->axes()), count->unit, count->long_name);
  return table;
}

std::string provenance_table() {
  std::string table = "| name | kind |\n|---|---|\n";
  const auto put = [&](const char* name, const std::string& kind) {
    table += fmt::format("| `{}` | {} |\n", name, kind);
  };
  constexpr const char* kinds[] = {"attribute, text", "attribute, whole number",
                                   "attribute, number"};
  for (const ProvenanceField& field : provenance_fields)
    put(field.name, kinds[field.member.index()]);
  for (const LongTextField& field : provenance_long_texts)
    put(field.name, fmt::format("dataset, text: {}", field.long_name));
  return table;
}

}  // namespace

std::string result_table(const std::string& group) {
  if (group == "root") return root_table();
  if (group == provenance_group) return provenance_table();
  if (group == sweep_fields) return sweep_table();
  return group_table(group);
}

std::vector<std::string> result_group_names() {
  return {"root",           fan_group,    draws_group,  samples_group,
          provenance_group, sweep_fields, sweep_sources};
}

}  // namespace racecast::verification
