#include "host/toml/table_reader.hpp"

#include <algorithm>

#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"

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
    error(table->place, "'" + path_of(key) + "' is " + kind_name(table->kind) + ", not a table",
          "write [" + path_of(key) + "] and its keys below, or { key = value, ... }");
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
    if (!is_bare_key(member.key) || member.key.size() > longest_name) {
      error(member.place, "'" + shown(path_of(member.key)) + "' is no name", name_rule);
    } else if (TableReader& reader = child(member.key); reader.present()) {
      all.push_back({&member, &reader});
    }
  }
  return all;
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
