#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "host/keys/keys.hpp"
#include "host/results/group_fields.hpp"
#include "host/results/read_root.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

using Sizes = std::vector<std::int64_t>;

template <class Number>
Sizes extents_of(hid_t file, const char* name, std::size_t rank) {
  Sizes sizes = h5::extents_of<Number>(file, name);
  if (sizes.size() != rank) throw h5::Failure(fmt::format("{} has another rank", name));
  return sizes;
}

void read_layout(hid_t file, SweepResult& sweep) {
  const std::int64_t scenarios = extents_of<std::int8_t>(file, "status", 1)[0];
  const Sizes batches = extents_of<std::int64_t>(file, batch_table, 4);
  const Sizes arrivals = extents_of<std::int64_t>(file, "arrival_count", 4);
  if (scenarios < 1 || scenarios > max_scenarios)
    throw h5::Failure("the tables have extents beyond the limits");
  sweep.question.layout = checked_layout(arrivals[1], arrivals[3] - 1,
                                         h5::read_number<std::int32_t>(file, "paths_per_draw"));
  sweep.batches = outcome_batches;
  while (sweep.batches > fewest_batches && sweep.batches != batches[1]) sweep.batches /= 2;
  sweep.scenarios.resize(static_cast<std::size_t>(scenarios));
  if (bytes_of(sweep, sweep.scenarios.size()) > max_sweep_bytes)
    throw h5::Failure("the tables are larger than those of any sweep");
}

void read_axes(hid_t file, SweepResult& sweep) {
  if (H5Lexists(file, "axis_value", H5P_DEFAULT) <= 0) return;
  const Sizes both = extents_of<double>(file, "axis_value", 2);
  const auto width = static_cast<std::size_t>(both[1]);
  if (static_cast<std::size_t>(both[0]) != sweep.scenarios.size() || both[1] < 1 ||
      both[1] > max_axes)
    throw h5::Failure("axis_value has extents that do not fit the others");
  const auto names = h5::read_strings(file, "axis", {&both[1], 1});
  const auto paths = h5::read_strings(file, "axis_path", {&both[1], 1});
  const auto units = h5::read_strings(file, "axis_unit", {&both[1], 1});
  const auto values = h5::read_values<double>(file, "axis_value", both);
  const auto texts = h5::read_strings(file, "axis_text", both);
  for (std::size_t i = 0; i < width; ++i) sweep.axes.push_back({names[i], paths[i], units[i]});
  for (std::size_t i = 0; i < values.size(); ++i) {
    sweep.scenarios[i / width].axis_value.push_back(values[i]);
    sweep.scenarios[i / width].axis_text.push_back(texts[i]);
  }
}

void read_scenarios(hid_t file, SweepResult& sweep) {
  const Sizes size = {static_cast<std::int64_t>(sweep.scenarios.size())};
  const auto read = [&](const char* name, auto member) {
    using Value = std::remove_cvref_t<decltype(sweep.scenarios[0].*member)>;
    const std::vector<Value> values = h5::read_values<Value>(file, name, size);
    for (std::size_t i = 0; i < values.size(); ++i) sweep.scenarios[i].*member = values[i];
  };
  read("scenario", &SweptScenario::name);
  for_each_scenario_field(read);
  const auto status = h5::read_values<std::int8_t>(file, "status", size);
  for (std::size_t i = 0; i < status.size(); ++i) {
    if (status[i] < 0 || status[i] > 1) throw h5::Failure("status is neither done nor failed");
    sweep.scenarios[i].status = static_cast<ScenarioStatus>(status[i]);
  }
  const auto reference = h5::read_values<std::int8_t>(file, "reference", size);
  if (std::ranges::count(reference, 1) != 1) throw h5::Failure("there is not one reference");
  sweep.reference = static_cast<std::size_t>(std::ranges::find(reference, 1) - reference.begin());
}

void read_tables(hid_t file, SweepResult& sweep) {
  for (const CountTable* table : sweep_count_tables())
    sweep.counts.push_back(
        h5::read_values<std::uint64_t>(file, table->name, sweep_extents(sweep, *table)));
  for (const SweepRealTable& table : sweep_real_tables())
    sweep.reals.push_back(h5::read_values<double>(file, table.name, sweep_extents(sweep, table)));
}

/// Returns the digest that the file claims.
std::string read_sources(hid_t file, SweepResult& sweep) {
  const h5::Id group = h5::open_group(file, provenance_group);
  read_provenance(group, sweep.question.provenance);
  sweep.path = h5::read_text(group, "sweep_path");
  sweep.given = h5::read_strings(group, "sweep_given", {}).front();
  const Sizes size = h5::string_extents(group, "config_file");
  if (size.size() != 1 || size[0] > max_scenarios) throw h5::Failure("config_file is no list");
  const auto paths = h5::read_strings(group, "config_file", size);
  const auto texts = h5::read_strings(group, "config_text", size);
  for (std::size_t i = 0; i < paths.size(); ++i) sweep.configs.emplace_back(paths[i], texts[i]);
  return h5::read_strings(group, "sweep_digest", {}).front();
}

}  // namespace

SweepResult read_sweep(const std::string& path, hid_t file) {
  check_format(path, file, sweep_file);
  SweepResult sweep;
  read_layout(file, sweep);
  read_question(file, sweep.question);
  read_axes(file, sweep);
  read_scenarios(file, sweep);
  read_tables(file, sweep);
  const std::string digest = read_sources(file, sweep);
  if (const auto broken = find_violation(sweep)) throw h5::Failure(*broken);
  if (sweep_digest(sweep) != digest) throw h5::Failure("the counts do not have its digest");
  return sweep;
}

SweepResult read_sweep(const std::string& path) {
  return read_file(path, [&](hid_t file) { return read_sweep(path, file); });
}

}  // namespace racecast
