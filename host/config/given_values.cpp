#include <algorithm>
#include <limits>
#include <string_view>

#include "host/config/config_steps.hpp"

namespace racecast {
namespace {

int layer_of(const Member& member) { return member.place.file ? member.place.file->layer : 0; }

// The value as the layers up to `layer` have made it.
Value as_of(const Value& value, int layer) {
  if (!value.is_table()) return value;
  Value then;
  for (const Member& member : value.members) {
    const Member* latest = layer_of(member) <= layer ? &member : nullptr;
    for (const Member& old : member.replaced) {
      if (latest != &member && layer_of(old) <= layer) latest = &old;
    }
    if (latest != nullptr) {
      then.members.push_back({latest->key, latest->place, as_of(latest->value, layer)});
    }
  }
  return then;
}

class Collector {
 public:
  std::vector<GivenValue> found;

  // What `member` and those that it replaced give for the path `rest` below it.
  void visit(const Member& member, std::string_view rest, bool in_force) {
    for (const Member& old : member.replaced) descend(old, member.key, rest, false);
    descend(member, member.key, rest, in_force);
  }

  void descend(const Member& member, const std::string& asked, std::string_view rest,
               bool in_force) {
    if (rest.empty()) return whole(member, asked, in_force);
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const Member* next = member.value.find(rest.substr(0, dot));
    if (next != nullptr) visit(*next, rest.substr(std::min(dot + 1, rest.size())), in_force);
  }

  void whole(const Member& member, const std::string& asked, bool in_force) {
    const std::size_t place = found.size();
    part(member, "", std::numeric_limits<int>::min(), in_force);
    // The horizon has two keys, which replace each other.
    if (member.key != asked) found[place].text = member.key + " = " + found[place].text;
  }

 private:
  // What `member` gives as the part `key` of what a lower layer gave, and what higher layers
  // changed within it.
  void part(const Member& member, const std::string& key, int lower, bool in_force) {
    const int layer = std::max(layer_of(member), lower);
    if (layer > lower) add(member, key, as_of(member.value, layer), in_force);
    if (!member.value.is_table()) return;
    const std::string prefix = key.empty() ? "" : key + '.';
    for (const Member& below : member.value.members) {
      for (const Member& old : below.replaced) part(old, prefix + old.key, layer, false);
      part(below, prefix + below.key, layer, in_force);
    }
  }

  void add(const Member& member, const std::string& key, const Value& value, bool in_force) {
    const Place& place = member.place;
    found.push_back({place.file ? place.file->name : "", place.line, place.column, layer_of(member),
                     key, inline_toml(value), in_force});
  }
};

}  // namespace

void PathIndex::add(const Value& table, const std::string& prefix) {
  if (!table.is_table()) return;
  for (const Member& member : table.members) {
    if (!is_bare_key(member.key)) continue;  // a dot within a key is none of a path
    const std::string path = prefix + member.key;
    members_.emplace(path, &member);
    add(member.value, path + '.');
  }
}

const Member* PathIndex::find(const std::string& path) const {
  const auto found = members_.find(path);
  return found == members_.end() ? nullptr : found->second;
}

std::vector<GivenValue> PathIndex::history(const std::string& path) const {
  Collector collector;
  // A table that was replaced as a whole may have held the path, too.
  for (std::size_t end = path.find('.');; end = path.find('.', end + 1)) {
    const Member* member = find(path.substr(0, end));
    if (member == nullptr) break;
    if (end == std::string::npos) {
      collector.visit(*member, "", true);
      break;
    }
    for (const Member& old : member->replaced) {
      collector.descend(old, old.key, std::string_view(path).substr(end + 1), false);
    }
  }
  std::ranges::stable_sort(collector.found, {}, &GivenValue::layer);
  return std::move(collector.found);
}

void PathIndex::fill(ConfigKey& key) const {
  const Member* member = find(key.path);
  key.given = member != nullptr;
  if (key.given) key.written = inline_toml(member->value);
  key.history = history(key.path);
}

}  // namespace racecast
