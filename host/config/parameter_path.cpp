#include "host/config/parameter_path.hpp"

#include <iterator>
#include <tuple>

namespace racecast {
namespace {

// The tables of the elements that a group is of, in the order of ParameterGroup.
constexpr const char* lists[] = {nullptr, nullptr, "channel", "programme", "threshold"};
static_assert(std::size(lists) == static_cast<std::size_t>(ParameterGroup::threshold) + 1);
constexpr std::size_t most_elements = 256;  // of a list; a config with more is refused elsewhere

const Value* below(const Value* table, const char* key) {
  const Member* member = table == nullptr || !table->is_table() ? nullptr : table->find(key);
  return member == nullptr ? nullptr : &member->value;
}

}  // namespace

std::string ParameterAddress::path() const {
  const bool of_nation =
      row->group == ParameterGroup::nation || row->group == ParameterGroup::channel;
  const char* const list = lists[static_cast<std::size_t>(row->group)];
  std::string path = of_nation ? nation_names[nation] + std::string(".") : "";
  if (list != nullptr) path += list + ('.' + element) + '.';
  return path + row->key;
}

bool operator<(const ParameterAddress& a, const ParameterAddress& b) {
  return std::tie(a.row->group, a.row->id, a.nation, a.element) <
         std::tie(b.row->group, b.row->id, b.nation, b.element);
}

ParameterPaths::ParameterPaths(const Value& tree) {
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group == ParameterGroup::world) add({&row});
    if (row.group != ParameterGroup::nation) continue;
    for (int nation = 0; nation < nation_count; ++nation) add({&row, nation});
  }
  for (int nation = 0; nation < nation_count; ++nation) {
    add_elements(ParameterGroup::channel, nation,
                 below(below(&tree, nation_names[nation]), "channel"));
  }
  add_elements(ParameterGroup::programme, 0, below(&tree, "programme"));
  add_elements(ParameterGroup::threshold, 0, below(&tree, "threshold"));
}

const ParameterAddress* ParameterPaths::find(const std::string& path) const {
  const auto found = address_.find(path);
  return found == address_.end() ? nullptr : &found->second;
}

void ParameterPaths::add(const ParameterAddress& address) {
  paths_.push_back(address.path());
  address_.emplace(paths_.back(), address);
}

void ParameterPaths::add_elements(ParameterGroup group, int nation, const Value* elements) {
  if (elements == nullptr || !elements->is_table()) return;
  std::size_t count = 0;
  for (const Member& element : elements->members) {
    if (count++ == most_elements) return;
    for (const ParameterRow& row : parameter_rows()) {
      if (row.group == group) add({&row, nation, element.key});
    }
  }
}

}  // namespace racecast
