#include "verification/reference/config_tree.hpp"

#include <algorithm>

#include "host/result/axes.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast::verification {
namespace {

/// The priors of one row in the tables that it stands in.
class Collector {
 public:
  Collector(const Value& tree, std::vector<SourcedPrior>& found) : tree_(tree), found_(found) {}

  void add(const ParameterRow& row) {
    switch (row.group) {
      case ParameterGroup::world:
        return add_at(row, "");
      case ParameterGroup::nation:
        for (const char* nation : nation_names) add_at(row, nation);
        return;
      case ParameterGroup::channel:
        for (const char* nation : nation_names) add_elements(row, std::string(nation) + ".channel");
        return;
      case ParameterGroup::programme:
        return add_elements(row, "programme");
      case ParameterGroup::threshold:
        return add_elements(row, "threshold");
    }
  }

 private:
  void add_elements(const ParameterRow& row, const std::string& list) {
    const Value* elements = find_path(tree_, list);
    if (elements == nullptr) return;
    for (const Member& element : elements->members) add_at(row, list + '.' + element.key);
  }

  /// The row in the table at `place`; "" is the root.
  void add_at(const ParameterRow& row, const std::string& place) {
    const Value* table = find_path(tree_, place);
    const std::string_view key = row.key;
    const std::size_t dot = key.find('.');
    const Value* section = table == nullptr || dot == std::string_view::npos
                               ? table
                               : find_path(*table, key.substr(0, dot));
    const Member* member = section == nullptr ? nullptr : section->find(key.substr(dot + 1));
    if (member == nullptr || !member->value.is_table()) return;
    const Member* source = member->value.find("source");
    if (source == nullptr) return;
    const Member* aside = table->find("already_counted");
    found_.push_back({(place.empty() ? "" : place + '.') + row.key, &row, member,
                      source->value.text, member->value.find("note") != nullptr,
                      aside == nullptr || !aside->value.boolean});
  }

  const Value& tree_;
  std::vector<SourcedPrior>& found_;
};

}  // namespace

Value resolved_tree(const Config& config) {
  Diagnostics diagnostics;
  auto tree = read_toml(config.resolved, diagnostics.file("resolved"), diagnostics);
  diagnostics.throw_if_any();
  return std::move(*tree);
}

const Value* find_path(const Value& tree, std::string_view path) {
  const Value* at = &tree;
  while (at != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const Member* member = at->find(path.substr(0, dot));
    at = member == nullptr ? nullptr : &member->value;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

std::vector<SourcedPrior> sourced_priors(const Value& tree) {
  std::vector<SourcedPrior> found;
  Collector collector(tree, found);
  for (const ParameterRow& row : parameter_rows()) collector.add(row);
  return found;
}

}  // namespace racecast::verification
