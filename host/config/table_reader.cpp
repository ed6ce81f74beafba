#include "host/config/table_reader.hpp"

#include <algorithm>
#include <cmath>

#include "host/config/number_text.hpp"
#include "host/config/suggest.hpp"

namespace racecast {

TableReader::TableReader(const Value* table, std::string path, Place place,
                         Diagnostics& diagnostics)
    : table_(table), path_(std::move(path)), place_(std::move(place)), diagnostics_(diagnostics) {}

std::string TableReader::path_of(const std::string& key) const {
  return path_.empty() ? key : path_ + '.' + key;
}

bool TableReader::is_known(const std::string& key) const {
  return std::find(known_.begin(), known_.end(), key) != known_.end();
}

const Member* TableReader::take(const std::string& key) {
  if (!is_known(key)) known_.push_back(key);
  return table_ == nullptr ? nullptr : table_->find(key);
}

const Member* TableReader::take_required(const std::string& key, const std::string& what) {
  const Member* member = take(key);
  if (member == nullptr) error(place_, "'" + path_of(key) + "' is missing", what);
  return member;
}

TableReader& TableReader::child(const std::string& key) {
  const auto found = children_.find(key);
  if (found != children_.end()) return *found->second;
  const Member* member = take(key);
  const Value* table = member == nullptr ? nullptr : &member->value;
  if (table != nullptr && !table->is_table()) {
    error(table->place, "'" + path_of(key) + "' is " + kind_name(table->kind) + ", not a table");
    table = nullptr;
  }
  auto reader = std::make_unique<TableReader>(
      table, path_of(key), table == nullptr ? place_ : member->place, diagnostics_);
  return *children_.emplace(key, std::move(reader)).first->second;
}

std::vector<TableReader::Element> TableReader::elements() {
  std::vector<Element> all;
  ignore_unknown();
  if (table_ == nullptr) return all;
  for (const Member& member : table_->members) {
    if (!is_bare_key(member.key) || member.key.size() > 64) {
      error(member.place, "'" + shown(path_of(member.key)) + "' is no name",
            "names are up to 64 letters, digits, '_' and '-'");
    } else if (TableReader& reader = child(member.key); reader.present()) {
      all.push_back({&member, &reader});
    }
  }
  return all;
}

const Member* TableReader::expect(const std::string& key, Need need, bool (*fits)(const Value&),
                                  const char* wanted) {
  const Member* member = need == Need::required ? take_required(key) : take(key);
  if (member == nullptr || fits(member->value)) return member;
  error(member->value.place, "'" + path_of(key) + "' is " + kind_name(member->value.kind) +
                                 ", not " + wanted);
  return nullptr;
}

std::optional<std::string> TableReader::text(const std::string& key, Need need) {
  const auto fits = [](const Value& value) { return value.kind == Value::Kind::string; };
  const Member* member = expect(key, need, fits, "a string");
  if (member == nullptr) return {};
  return member->value.text;
}

std::optional<bool> TableReader::boolean(const std::string& key) {
  const auto fits = [](const Value& value) { return value.kind == Value::Kind::boolean; };
  const Member* member = expect(key, Need::optional, fits, "true or false");
  if (member == nullptr) return {};
  return member->value.boolean;
}

std::optional<std::int64_t> TableReader::integer(const std::string& key, std::int64_t low,
                                                 std::int64_t high, Need need) {
  const auto fits = [](const Value& value) {
    return value.kind == Value::Kind::integer ||
           (value.kind == Value::Kind::floating && std::abs(value.number) < 0x1p63 &&
            std::trunc(value.number) == value.number);
  };
  const Member* member = expect(key, need, fits, "a whole number");
  if (member == nullptr) return {};
  const Value& value = member->value;
  const std::int64_t whole = value.kind == Value::Kind::integer
                                 ? value.integer
                                 : static_cast<std::int64_t>(value.number);
  if (whole >= low && whole <= high) return whole;
  error(value.place, "'" + path_of(key) + "' is " + std::to_string(whole) + ", out of bounds",
        std::to_string(low) + " to " + std::to_string(high));
  return {};
}

std::optional<double> TableReader::number(const std::string& key) {
  const auto fits = [](const Value& value) {
    return value.is_number() && std::isfinite(value.number);
  };
  const Member* member = expect(key, Need::optional, fits, "a finite number");
  if (member == nullptr) return {};
  return member->value.number;
}

std::optional<int> TableReader::choice(const std::string& key,
                                       const std::vector<std::string>& choices, Need need) {
  const auto given = text(key, need);
  if (!given) return {};
  const auto found = std::find(choices.begin(), choices.end(), *given);
  if (found != choices.end()) return static_cast<int>(found - choices.begin());
  error(take(key)->value.place, "'" + path_of(key) + "' is unknown: '" + shown(*given) + "'",
        suggestion(*given, choices));
  return {};
}

void TableReader::error(const Place& place, std::string message, std::string hint) {
  diagnostics_.add(place, std::move(message), std::move(hint));
}

void TableReader::finish() {
  for (auto& [key, reader] : children_) reader->finish();
  if (table_ == nullptr || ignore_unknown_) return;
  for (const Member& member : table_->members) {
    if (is_known(member.key)) continue;
    error(member.place, "unknown key '" + shown(path_of(member.key)) + "'",
          suggestion(member.key, known_));
  }
}

}  // namespace racecast
