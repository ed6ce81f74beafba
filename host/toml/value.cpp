#include "host/toml/value.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace racecast {

const Member* Value::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

Member* Value::find(std::string_view key) {
  return const_cast<Member*>(static_cast<const Value*>(this)->find(key));
}

void Value::erase(std::string_view key) {
  std::erase_if(members, [&](const Member& member) { return member.key == key; });
}

std::optional<std::string> Value::text_at(std::string_view key) const {
  const Member* member = find(key);
  if (member == nullptr || member->value.kind != Kind::string) return {};
  return member->value.text;
}

std::optional<double> Value::number_at(std::string_view key) const {
  const Member* member = find(key);
  if (member == nullptr || !member->value.is_number()) return {};
  return member->value.number;
}

Value text_value(std::string text, const Place& place) {
  return {.kind = Value::Kind::string, .place = place, .text = std::move(text), .members = {}};
}

Value array_value(std::vector<Value> items, const Place& place) {
  Value array{.kind = Value::Kind::array, .place = place, .members = {}};
  for (Value& item : items) array.members.push_back({"", place, std::move(item)});
  return array;
}

const char* kind_name(Value::Kind kind) {
  // In the order of Kind.
  constexpr const char* names[] = {"a table",  "an array",  "a string", "an integer",
                                   "a number", "a boolean", "a date"};
  static_assert(std::size(names) == static_cast<std::size_t>(Value::Kind::date) + 1);
  return names[static_cast<std::size_t>(kind)];
}

bool is_bare_key(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
  });
}

}  // namespace racecast
