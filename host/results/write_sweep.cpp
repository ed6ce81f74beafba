#include <fmt/core.h>

#include "host/results/file_writers.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

void put_axes(GroupWriter& group, const SweepResult& sweep) {
  if (sweep.axes.empty()) return;
  std::vector<std::string> texts;
  std::vector<double> values;
  for (const SweptScenario& scenario : sweep.scenarios) {
    values.insert(values.end(), scenario.axis_value.begin(), scenario.axis_value.end());
    texts.insert(texts.end(), scenario.axis_text.begin(), scenario.axis_text.end());
  }
  group.axis("axis", each(sweep.axes, &SweptAxis::name));
  group.put("axis_path", each(sweep.axes, &SweptAxis::path));
  group.put("axis_unit", each(sweep.axes, &SweptAxis::unit));
  h5::put_text(group.put("axis_value", values), "coordinates", "axis_path axis_unit");
  group.put("axis_text", texts);
}

void put_scenarios(GroupWriter& group, const SweepResult& sweep) {
  group.axis("scenario", each(sweep.scenarios, &SweptScenario::name));
  put_axes(group, sweep);
  std::vector<std::int8_t> reference(sweep.scenarios.size());
  reference[sweep.reference] = 1;
  const auto status = each(sweep.scenarios, [](const SweptScenario& scenario) {
    return static_cast<std::int8_t>(scenario.status);
  });
  put_flags(group.put("reference", reference), 2, "other reference");
  put_flags(group.put("status", status), 2, fmt::format("{} {}", status_names[0], status_names[1]));
  for_each_scenario_field(
      [&](const char* name, auto member) { group.put(name, each(sweep.scenarios, member)); });
}

void put_root_axes(GroupWriter& root, const SweepResult& sweep) {
  for (const Axis axis : sweep_axes()) {
    if (axis != Axis::outcome_batch) {
      put_axis(root, row_of(axis), sweep.question);
      continue;
    }
    const AxisRow& row = row_of(axis);
    root.axis({"", row.name, {row.name}, row.unit, sweep_batch_meaning},
              numbered<std::int32_t>(sweep.batches));
  }
}

void write_root(hid_t file, const SweepResult& sweep) {
  write_attributes(file, sweep_file, sweep.question);
  GroupWriter root(h5::root_group(file), sweep_fields);
  put_scenarios(root, sweep);
  put_root_axes(root, sweep);
  put_dates_and_thresholds(root, sweep.question);
  for (std::size_t i = 0; i < sweep.reals.size(); ++i)
    put_table(root, sweep_real_tables()[i], sweep.reals[i], "scenario");
  for (std::size_t i = 0; i < sweep.counts.size(); ++i)
    put_table(root, *sweep_count_tables()[i], sweep.counts[i], "scenario");
}

void write_sources(hid_t file, const SweepResult& sweep) {
  GroupWriter group(h5::create_group(file, provenance_group), sweep_sources);
  put_provenance(group, sweep.question.provenance);
  h5::put_text(group, "sweep_path", sweep.path);
  group.put_long_text("sweep_given", "The file of the sweep as given", sweep.given);
  group.put_long_text("sweep_digest",
                      "SHA-256 over all integer counts, the same on every device for the same "
                      "scenarios, seed and range",
                      sweep_digest(sweep));
  using File = std::pair<std::string, std::string>;
  group.axis("config_file", each(sweep.configs, &File::first));
  group.put("config_text", each(sweep.configs, &File::second));
}

}  // namespace

void write_sweep(const std::string& path, const SweepResult& sweep) {
  publish_file(path, find_violation(sweep), [&](hid_t file) {
    write_root(file, sweep);
    write_sources(file, sweep);
  });
}

}  // namespace racecast
