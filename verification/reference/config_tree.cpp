#include "verification/reference/config_tree.hpp"

#include <algorithm>

#include "host/result/axes.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast::verification {
namespace {

Value tree_of(const std::string& text, const std::string& name) {
  Diagnostics diagnostics;
  auto tree = read_toml(text, diagnostics.file(name), diagnostics);
  diagnostics.throw_if_any();
  return std::move(*tree);
}

/// Paths of the tables that hold parameters of a group, with a dot behind each; "" is the root.
std::vector<std::string> places_of(ParameterGroup group, const Value& tree) {
  std::vector<std::string> places;
  const auto add_elements = [&](const std::string& list) {
    if (const Member* elements = find_path(tree, list))
      for (const Member& element : elements->value.members)
        places.push_back(list + '.' + element.key + '.');
  };
  if (group == ParameterGroup::world) places.emplace_back("");
  for (const std::string nation : nation_names) {
    if (group == ParameterGroup::nation) places.push_back(nation + '.');
    if (group == ParameterGroup::channel) add_elements(nation + ".channel");
  }
  if (group == ParameterGroup::programme) add_elements("programme");
  if (group == ParameterGroup::threshold) add_elements("threshold");
  return places;
}

}  // namespace

Value resolved_tree(const Config& config) { return tree_of(config.resolved, "resolved"); }

Value read_tree(const std::string& path) { return tree_of(read_file(path), path); }

const Member* find_path(const Value& tree, std::string_view path) {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const Member* member = tree.find(path.substr(0, dot));
  if (member == nullptr || dot == path.size()) return member;
  return find_path(member->value, path.substr(dot + 1));
}

std::string text_of(const Value& table, std::string_view key) {
  const Member* member = table.find(key);
  return member == nullptr ? "" : plain_text(member->value);
}

std::string plain_text(const Value& value) {
  return value.is_number() ? number_text(value.number) : value.text;
}

std::vector<SourcedPrior> sourced_priors(const Value& tree) {
  std::vector<SourcedPrior> found;
  for (const ParameterRow& row : parameter_rows())
    for (const std::string& place : places_of(row.group, tree)) {
      const Member* member = find_path(tree, place + row.key);
      if (member == nullptr || !member->value.is_table()) continue;
      const Member* source = member->value.find("source");
      if (source == nullptr) continue;
      const Member* aside = find_path(tree, place + "already_counted");
      found.push_back({place + row.key, &row, member, source->value.text,
                       member->value.find("note") != nullptr,
                       aside == nullptr || !aside->value.boolean});
    }
  return found;
}

}  // namespace racecast::verification
