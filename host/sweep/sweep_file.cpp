#include "host/sweep/sweep_file.hpp"

#include "host/keys/keys.hpp"
#include "host/sweep/sweep_reader.hpp"
#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

void add_settings(const Value& table, const std::string& path, std::vector<Setting>& settings) {
  for (const Member& member : table.members) {
    const std::string below = path.empty() ? member.key : path + '.' + member.key;
    if (member.value.is_table() && !member.value.braces)
      add_settings(member.value, below, settings);
    else
      settings.push_back({below, inline_toml(member.value), member.value.place});
  }
}

NamedScenario read_scenario(TableReader& table) {
  NamedScenario scenario;
  scenario.place = table.place();
  scenario.name = table.text(keys::scenario_name).value_or("");
  const Member* config = table.take(keys::scenario_config);
  scenario.config_place = place_of(config, table);
  if (const auto named = table.text(keys::scenario_config))
    scenario.config = beside(scenario.config_place, *named);
  scenario.set = read_settings(table, keys::scenario_set);
  return scenario;
}

void read_design(TableReader& root, SweepFile& sweep) {
  sweep.method = static_cast<SweepMethod>(root.choice(keys::sweep_method).value_or(0));
  sweep.seed = static_cast<std::uint64_t>(root.integer(keys::sweep_seed).value_or(1));
  const Member* points = root.take(keys::sweep_points);
  sweep.points = static_cast<int>(root.integer(keys::sweep_points).value_or(0));
  if (is_design(sweep.method) && points == nullptr)
    root.error(root.place(), "'points' is missing", value_text(keys::sweep_points));
  for (const KeyRow* row : {&keys::sweep_points, &keys::sweep_seed}) {
    const Member* given = root.take(*row);
    if (given != nullptr && !is_design(sweep.method))
      root.error(given->place, "'" + given->key + "' is of latin-hypercube and sobol alone",
                 "remove it, or choose such a method");
  }
}

}  // namespace

Place place_of(const Member* member, const TableReader& table) {
  return member == nullptr ? table.place() : member->value.place;
}

void each_entry(TableReader& parent, const KeyRow& row, Diagnostics& diagnostics,
                const std::function<void(TableReader&)>& read) {
  const Member* list = parent.take(row);
  if (list == nullptr) return;
  const std::string header = "[[" + std::string(row.name) + "]]";
  if (list->value.kind != Value::Kind::array)
    return parent.error(list->value.place,
                        std::string("'") + row.name + "' is " + kind_name(list->value.kind) +
                            ", not a list of tables",
                        "write " + header + " above its keys");
  for (const Member& entry : list->value.members) {
    if (!entry.value.is_table()) {
      parent.error(entry.value.place,
                   std::string("an entry of '") + row.name + "' is " + kind_name(entry.value.kind) +
                       ", not a table",
                   "write " + header + " above its keys");
      continue;
    }
    TableReader table(&entry.value, row.name, entry.place, diagnostics);
    read(table);
    table.finish();
  }
}

std::vector<Setting> read_settings(TableReader& table, const KeyRow& row) {
  std::vector<Setting> settings;
  TableReader& set = table.child(row);
  set.ignore_unknown();
  const Member* member = table.take(row);
  if (set.present()) add_settings(member->value, "", settings);
  return settings;
}

SweepFile parse_sweep_file(const std::string& text, const std::string& path) {
  Diagnostics diagnostics;
  const auto tree = read_toml(text, diagnostics.file(path), diagnostics);
  diagnostics.throw_if_any();
  SweepFile sweep;
  sweep.path = path;
  sweep.given = text;
  sweep.place = tree->place;
  TableReader root(&*tree, "", tree->place, diagnostics);
  sweep.name = root.text(keys::sweep_name).value_or("");
  sweep.description = root.text(keys::sweep_description).value_or("");
  sweep.config_place = place_of(root.take(keys::sweep_config), root);
  sweep.config = beside(sweep.config_place, root.text(keys::sweep_config).value_or(""));
  sweep.reference = root.text(keys::sweep_reference).value_or(base_scenario);
  sweep.reference_place = place_of(root.take(keys::sweep_reference), root);
  read_design(root, sweep);
  sweep.set = read_settings(root, keys::sweep_set);
  sweep.axes = read_axes(root, sweep.method, diagnostics);
  each_entry(root, keys::sweep_scenario, diagnostics,
             [&](TableReader& table) { sweep.scenarios.push_back(read_scenario(table)); });
  root.finish();
  diagnostics.throw_if_any();
  return sweep;
}

SweepFile read_sweep_file(const std::string& path) {
  return parse_sweep_file(read_input(path), path);
}

}  // namespace racecast
