#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "host/files/seal.hpp"
#include "host/hdf5/read_numbers.hpp"
#include "host/keys/keys.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/group_fields.hpp"
#include "host/results/read_image.hpp"
#include "host/results/read_root.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

using Sizes = std::vector<std::int64_t>;

template <class Number>
Sizes extents_of(hid_t file, const char* name, std::size_t rank) {
  Sizes sizes = h5::open_numbers(file, name, h5::file_type<Number>()).extents;
  if (sizes.size() != rank) throw h5::Failure(fmt::format("{} has another rank", name));
  return sizes;
}

void read_layout(hid_t file, SweepResult& sweep) {
  const std::int64_t scenarios = extents_of<std::int8_t>(file, "status", 1)[0];
  const Sizes batches = extents_of<std::int64_t>(file, batch_table, 4);
  const Sizes arrivals = extents_of<std::int64_t>(file, "arrival_count", 4);
  const std::int64_t thresholds = arrivals[1], horizon = arrivals[3] - 1;
  const auto paths = number_of<std::int32_t>(file, "paths_per_draw");
  if (scenarios < 1 || scenarios > max_scenarios || thresholds < 1 || thresholds > max_thresholds ||
      horizon < 1 || horizon > max_horizon || paths < 1 || paths > max_paths_per_draw)
    throw h5::Failure("the tables have extents beyond the limits");
  sweep.batches = outcome_batches;
  while (sweep.batches > fewest_batches && sweep.batches != batches[1]) sweep.batches /= 2;
  sweep.question.layout = {static_cast<std::int32_t>(thresholds),
                           static_cast<std::int32_t>(horizon), paths};
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
  const auto values = numbers_of<double>(file, "axis_value", both);
  const auto texts = h5::read_strings(file, "axis_text", both);
  for (std::size_t i = 0; i < width; ++i) sweep.axes.push_back({names[i], paths[i], units[i]});
  for (std::size_t i = 0; i < values.size(); ++i) {
    sweep.scenarios[i / width].axis_value.push_back(values[i]);
    sweep.scenarios[i / width].axis_text.push_back(texts[i]);
  }
}

template <class Values, class Put>
void deal(SweepResult& sweep, const Values& values, Put put) {
  for (std::size_t i = 0; i < values.size(); ++i) put(sweep.scenarios[i], values[i]);
}

void read_scenarios(hid_t file, SweepResult& sweep) {
  const Sizes size = {static_cast<std::int64_t>(sweep.scenarios.size())};
  const std::pair<const char*, std::string SweptScenario::*> texts[] = {
      {"scenario", &SweptScenario::name},
      {"message", &SweptScenario::message},
      {"scenario_config", &SweptScenario::config},
      {"scenario_set", &SweptScenario::set},
      {"config_digest", &SweptScenario::config_digest},
      {"outcome_digest", &SweptScenario::outcome_digest}};
  for (const auto& [name, member] : texts)
    deal(sweep, h5::read_strings(file, name, size),
         [member = member](SweptScenario& s, const std::string& text) { s.*member = text; });
  deal(sweep, numbers_of<std::int8_t>(file, "status", size),
       [](SweptScenario& s, std::int8_t status) {
         if (status < 0 || status > 1) throw h5::Failure("status is neither done nor failed");
         s.status = static_cast<ScenarioStatus>(status);
       });
  deal(sweep, numbers_of<std::int64_t>(file, "trajectories", size),
       [](SweptScenario& s, std::int64_t n) { s.trajectories = static_cast<std::uint64_t>(n); });
  deal(sweep, numbers_of<double>(file, "wall_seconds", size),
       [](SweptScenario& s, double seconds) { s.wall_seconds = seconds; });
  const auto reference = numbers_of<std::int8_t>(file, "reference", size);
  if (std::ranges::count(reference, 1) != 1) throw h5::Failure("there is not one reference");
  sweep.reference = static_cast<std::size_t>(std::ranges::find(reference, 1) - reference.begin());
}

Sizes whole(const SweepResult& sweep, std::span<const Axis> axes) {
  Sizes sizes = scenario_extents(sweep, axes);
  sizes.insert(sizes.begin(), static_cast<std::int64_t>(sweep.scenarios.size()));
  return sizes;
}

void read_tables(hid_t file, SweepResult& sweep) {
  for (const CountTable* table : sweep_count_tables()) {
    const auto counts = numbers_of<std::int64_t>(file, table->name, whole(sweep, table->axes()));
    // A negative one is then too great for any rule.
    sweep.counts.emplace_back(counts.begin(), counts.end());
  }
  for (const SweepRealTable& table : sweep_real_tables())
    sweep.reals.push_back(numbers_of<double>(file, table.name, whole(sweep, table.axes)));
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

SweepResult sweep_in(const std::string& path, std::span<const std::byte> image) {
  const h5::Id file = h5::open_image(image);
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

}  // namespace

SweepResult read_sweep_image(const std::string& path, std::span<const std::byte> image) {
  SweepResult sweep;
  guard_reading(path, [&] { sweep = sweep_in(path, image); });
  return sweep;
}

SweepResult read_sweep(const std::string& path) {
  return read_sweep_image(path, read_sealed(path));
}

}  // namespace racecast
