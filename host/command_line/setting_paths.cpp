#include "host/command_line/completion.hpp"

#include <set>

#include "host/config/config.hpp"
#include "host/toml/toml_reader.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast {
namespace {

using Paths = std::set<std::string>;
using Names = std::vector<std::string>;

constexpr const char* nations[nation_count] = {"us", "cn"};

void add_rows(Paths& paths, ParameterGroup group, const std::string& table) {
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group == group) paths.insert(table + row.key);
  }
}

void add_elements(Paths& paths, ParameterGroup group, const std::string& table,
                  const Names& names) {
  for (const std::string& name : names) add_rows(paths, group, table + name + '.');
}

// A table in braces is a prior or an element as a whole, which is set as a whole.
void add_keys(Paths& paths, const Value& table, const std::string& path) {
  for (const Member& member : table.members) {
    if (path.empty() && member.key == "evidence_used") continue;
    if (member.value.is_table() && !member.value.braces) {
      add_keys(paths, member.value, path + member.key + '.');
    } else {
      paths.insert(path + member.key);
    }
  }
}

void add_config(Paths& paths, const Config& config) {
  for (int nation = 0; nation < nation_count; ++nation)
    add_elements(paths, ParameterGroup::channel, std::string(nations[nation]) + ".channel.",
                 config.channels[nation]);
  Names thresholds;
  for (const ThresholdInfo& threshold : config.thresholds) thresholds.push_back(threshold.name);
  add_elements(paths, ParameterGroup::programme, "programme.", config.programmes);
  add_elements(paths, ParameterGroup::threshold, "threshold.", thresholds);
  Diagnostics ignored;
  const auto tree = read_toml(config.resolved, ignored.file("resolved"), ignored);
  if (tree) add_keys(paths, *tree, "");
}

}  // namespace

std::vector<std::string> setting_paths(const std::string& config_path) {
  Paths paths;
  add_rows(paths, ParameterGroup::world, "");
  for (const char* nation : nations)
    add_rows(paths, ParameterGroup::nation, std::string(nation) + '.');
  try {
    if (!config_path.empty()) add_config(paths, load_config(config_path));
  } catch (const Error&) {  // a config with mistakes is completed as far as it can be
  }
  return {paths.begin(), paths.end()};
}

}  // namespace racecast
