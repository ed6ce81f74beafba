// The getters of TableReader: values as the rows of the key table have them.
#include <algorithm>
#include <cmath>

#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/text/year_month.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {
namespace {

bool is_text(const Value& value) { return value.kind == Value::Kind::string; }

bool is_whole(const Value& value) {
  return value.kind == Value::Kind::integer ||
         (value.kind == Value::Kind::floating && std::abs(value.number) < 0x1p63 &&
          std::trunc(value.number) == value.number);
}

bool is_finite(const Value& value) { return value.is_number() && std::isfinite(value.number); }

const char* wanted_text(KeyType type) {
  if (type == KeyType::integer) return "a whole number";
  if (type == KeyType::number) return "a finite number";
  return type == KeyType::boolean ? "true or false" : "a string";
}

std::string hint_of(const KeyRow& row) {
  return value_text(row) + (*row.meaning == '\0' ? "" : std::string(": ") + row.meaning);
}

}  // namespace

const Member* TableReader::fitting(const Member* member, bool (*fits)(const Value&),
                                   const std::string& wanted, const std::string& hint) {
  if (member == nullptr || fits(member->value)) return member;
  error(member->value.place,
        "'" + path_of(member->key) + "' is " + kind_name(member->value.kind) + ", not " + wanted,
        hint);
  return nullptr;
}

const Member* TableReader::expect(const KeyRow& row, bool (*fits)(const Value&)) {
  const Member* member =
      row.value.need == Need::required ? take_required(row.name, hint_of(row)) : take(row);
  return fitting(member, fits, wanted_text(row.value.type), hint_of(row));
}

std::optional<std::string> TableReader::text(const KeyRow& row) {
  const Member* member = expect(row, is_text);
  if (member == nullptr) return {};
  if (static_cast<std::int64_t>(member->value.text.size()) < row.value.low) {
    error(member->value.place, "'" + path_of(row.name) + "' is empty", hint_of(row));
    return {};
  }
  return member->value.text;
}

std::optional<YearMonth> TableReader::month(const KeyRow& row) {
  const Member* member = expect(row, is_text);
  if (member == nullptr) return {};
  const auto month = parse_month(member->value.text);
  if (!month) {
    error(member->value.place,
          "'" + path_of(row.name) + "' is no month: '" + shown(member->value.text) + "'",
          "write it like \"2026-01\"");
  }
  return month;
}

std::optional<bool> TableReader::boolean(const KeyRow& row) {
  if (take(row) == nullptr && row.value.has_absent) return row.value.absent != 0;
  const auto fits = [](const Value& value) { return value.kind == Value::Kind::boolean; };
  const Member* member = expect(row, fits);
  if (member == nullptr) return {};
  return member->value.boolean;
}

std::optional<std::int64_t> TableReader::integer(const KeyRow& row) {
  if (take(row) == nullptr && row.value.has_absent) return row.value.absent;
  const Member* member = expect(row, is_whole);
  if (member == nullptr) return {};
  const Value& value = member->value;
  const std::int64_t whole =
      value.kind == Value::Kind::integer ? value.integer : static_cast<std::int64_t>(value.number);
  if (whole >= row.value.low && whole <= row.value.high) return whole;
  error(value.place, "'" + path_of(row.name) + "' is " + std::to_string(whole) + ", out of bounds",
        bounds_text(row));
  return {};
}

std::optional<double> TableReader::number(const KeyRow& row) {
  const Member* member = expect(row, is_finite);
  if (member == nullptr) return {};
  const double value = member->value.number;
  const auto low = static_cast<double>(row.value.low), high = static_cast<double>(row.value.high);
  if (!row.value.bounded() || (value >= low && value <= high)) return value;
  error(member->value.place,
        "'" + path_of(row.name) + "' is " + number_text(value) + ", out of bounds",
        bounds_text(row));
  return {};
}

std::optional<double> TableReader::number(const std::string& key) {
  const Member* member = fitting(take(key), is_finite, "a finite number", "write a plain number");
  if (member == nullptr) return {};
  return member->value.number;
}

std::optional<int> TableReader::choice(const KeyRow& row) {
  if (take(row) == nullptr && row.value.has_absent) return static_cast<int>(row.value.absent);
  return choice(row, row.value.choices());
}

std::optional<int> TableReader::choice(const KeyRow& row, const Words& choices) {
  return chosen(row.name, text(row), choices);
}

std::optional<std::string> TableReader::text(const std::string& key) {
  const Member* member = fitting(take(key), is_text, "a string", "write text in quotes");
  if (member == nullptr) return {};
  return member->value.text;
}

std::optional<int> TableReader::choice(const std::string& key, const Words& choices) {
  return chosen(key, text(key), choices);
}

std::optional<int> TableReader::chosen(const std::string& key,
                                       const std::optional<std::string>& given,
                                       const Words& choices) {
  if (!given) return {};
  const auto found = std::find(choices.begin(), choices.end(), *given);
  if (found != choices.end()) return static_cast<int>(found - choices.begin());
  error(take(key)->value.place, "'" + path_of(key) + "' is unknown: '" + shown(*given) + "'",
        suggestion(*given, choices));
  return {};
}

}  // namespace racecast
