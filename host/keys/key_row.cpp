#include "host/keys/key_row.hpp"

#include "host/text/suggest.hpp"

namespace racecast {

std::string bounds_text(const KeyRow& row) {
  return std::to_string(row.value.low) + " to " + std::to_string(row.value.high);
}

std::string value_text(const KeyRow& row) {
  const KeySpec& value = row.value;
  switch (value.type) {
    case KeyType::text:
      return "text in quotes";
    case KeyType::month:
      return "a month like \"2026-01\"";
    case KeyType::integer:
      return "a whole number, " + bounds_text(row);
    case KeyType::number:
      return value.bounded() ? "a number, " + bounds_text(row) : "a number";
    case KeyType::boolean:
      return "true or false";
    case KeyType::choice:
      return "one of " + joined_words(value.choices());
    case KeyType::texts:
      return "a list of texts";
    case KeyType::matrix:
      return "a list of rows of numbers";
    case KeyType::table:
      return "a table";
    case KeyType::tables:
      return "tables, one a name";
    case KeyType::entries:
      return "a list of tables";
    case KeyType::values:
      return "a list of values";
    case KeyType::settings:
      return "paths of the config, each = a value";
  }
  return {};
}

std::string absent_text(const KeyRow& row) {
  const KeySpec& value = row.value;
  if (value.need == Need::required) return "required";
  if (!value.has_absent) return {};
  if (value.type == KeyType::boolean) return value.absent != 0 ? "true" : "false";
  if (value.type == KeyType::choice) return value.choices()[static_cast<std::size_t>(value.absent)];
  return std::to_string(value.absent);
}

}  // namespace racecast
