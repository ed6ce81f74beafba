#include <fmt/core.h>

#include "host/error.hpp"
#include "host/files/publish.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/group_writer.hpp"
#include "host/results/read_root.hpp"
#include "host/results/root_axes.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

void write_attributes(hid_t file, const SweepResult& sweep) {
  const std::pair<const char*, std::string> texts[] = {
      {"Conventions", "CF-1.10"},
      {"title", fmt::format("racecast sweep: {}", sweep.question.name)},
      {"filetype", sweep_file.filetype},
      {"format_version", sweep_file.version},
      {"name", sweep.question.name},
      {"description", sweep.question.description}};
  for (const auto& [name, text] : texts) h5::put_text(file, name, text);
  put_question(file, sweep.question);
}

/// One value a scenario.
template <class Value, class Of>
std::vector<Value> of_scenarios(const SweepResult& sweep, Of&& of) {
  std::vector<Value> values;
  for (const SweptScenario& scenario : sweep.scenarios) values.push_back(of(scenario));
  return values;
}

void put_axes(GroupWriter& group, const SweepResult& sweep) {
  if (sweep.axes.empty()) return;
  std::vector<std::string> names, paths, units, texts;
  std::vector<double> values;
  for (const SweptAxis& axis : sweep.axes) {
    names.push_back(axis.name);
    paths.push_back(axis.path);
    units.push_back(axis.unit);
  }
  for (const SweptScenario& scenario : sweep.scenarios) {
    values.insert(values.end(), scenario.axis_value.begin(), scenario.axis_value.end());
    texts.insert(texts.end(), scenario.axis_text.begin(), scenario.axis_text.end());
  }
  group.axis("axis", names);
  group.put("axis_path", paths);
  group.put("axis_unit", units);
  h5::put_text(group.put("axis_value", values), "coordinates", "axis_path axis_unit");
  group.put("axis_text", texts);
}

void put_scenarios(GroupWriter& group, const SweepResult& sweep) {
  group.axis("scenario", of_scenarios<std::string>(sweep, [](auto& s) { return s.name; }));
  put_axes(group, sweep);
  std::vector<std::int8_t> reference(sweep.scenarios.size());
  reference[sweep.reference] = 1;
  put_flags(group.put("reference", reference), 2, "other reference");
  put_flags(group.put("status", of_scenarios<std::int8_t>(
                                    sweep, [](auto& s) { return static_cast<int8_t>(s.status); })),
            2, fmt::format("{} {}", status_names[0], status_names[1]));
  group.put("message", of_scenarios<std::string>(sweep, [](auto& s) { return s.message; }));
  group.put("trajectories", of_scenarios<std::int64_t>(sweep, [](auto& s) {
              return static_cast<std::int64_t>(s.trajectories);
            }));
  group.put("wall_seconds", of_scenarios<double>(sweep, [](auto& s) { return s.wall_seconds; }));
  group.put("scenario_config", of_scenarios<std::string>(sweep, [](auto& s) { return s.config; }));
  group.put("scenario_set", of_scenarios<std::string>(sweep, [](auto& s) { return s.set; }));
  group.put("config_digest",
            of_scenarios<std::string>(sweep, [](auto& s) { return s.config_digest; }));
  group.put("outcome_digest",
            of_scenarios<std::string>(sweep, [](auto& s) { return s.outcome_digest; }));
}

std::vector<std::int64_t> whole_extents(const SweepResult& sweep, std::span<const Axis> axes) {
  std::vector<std::int64_t> sizes = scenario_extents(sweep, axes);
  sizes.insert(sizes.begin(), static_cast<std::int64_t>(sweep.scenarios.size()));
  return sizes;
}

void write_tables(hid_t file, const SweepResult& sweep, hid_t scenario, const RootAxes& axes) {
  const auto finish = [&](hid_t dataset, const auto& table, std::span<const Axis> along) {
    describe(dataset, table.unit, table.long_name);
    h5::attach_scale(dataset, scenario, 0);
    axes.attach(dataset, along, 1);
  };
  for (std::size_t i = 0; i < sweep_real_tables().size(); ++i) {
    const SweepRealTable& table = sweep_real_tables()[i];
    const auto sizes = whole_extents(sweep, table.axes);
    finish(h5::put_dataset(file, table.name, sizes, sweep.reals[i].data()), table, table.axes);
  }
  for (std::size_t i = 0; i < sweep_count_tables().size(); ++i) {
    const CountTable& table = *sweep_count_tables()[i];
    const auto sizes = whole_extents(sweep, table.axes());
    finish(put_counts(file, table.name, sizes, sweep.counts[i].data()), table, table.axes());
  }
}

void write_sources(hid_t file, const SweepResult& sweep) {
  GroupWriter group(h5::create_group(file, provenance_group), sweep_sources);
  put_provenance(group, sweep.question.provenance);
  h5::put_text(group, "sweep_path", sweep.path);
  put_long_text(group, "sweep_given", "The file of the sweep as given", sweep.given);
  put_long_text(group, "sweep_digest",
                "SHA-256 over all integer counts, the same on every device for the same "
                "scenarios, seed and range",
                sweep_digest(sweep));
  std::vector<std::string> paths, texts;
  for (const auto& [path, text] : sweep.configs) {
    paths.push_back(path);
    texts.push_back(text);
  }
  group.axis("config_file", paths);
  group.put("config_text", texts);
}

std::vector<std::byte> sweep_image(const SweepResult& sweep) {
  const h5::QuietErrors quiet;
  h5::MemoryFile file;
  write_attributes(file.id(), sweep);
  {
    GroupWriter root(h5::root_group(file.id()), sweep_fields);
    put_scenarios(root, sweep);
    RootAxes axes(file.id(), sweep.question);
    for (const Axis axis : sweep_axes()) {
      if (axis == Axis::outcome_batch)
        axes.put_axis(row_of(axis), sweep.batches, sweep_batch_meaning);
      else
        axes.put_axis(row_of(axis));
    }
    axes.put_dates();
    axes.put_thresholds();
    write_tables(file.id(), sweep, root.scale("scenario"), axes);
    write_sources(file.id(), sweep);
  }
  return file.take_bytes();
}

}  // namespace

void write_sweep(const std::string& path, const SweepResult& sweep) {
  if (const auto broken = find_violation(sweep))
    throw Error(ErrorKind::runtime,
                fmt::format("refused to write {} (the counts contradict each other: {}); report "
                            "this as a defect of racecast",
                            path, *broken));
  publish_sealed(path, [&] { return sweep_image(sweep); });
}

}  // namespace racecast
