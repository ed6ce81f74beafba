#include "host/keys/keys.hpp"

#include <algorithm>
#include <iterator>

#include "host/text/suggest.hpp"
#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr std::int64_t most_paths = 1 << 16;
constexpr std::int64_t most_scenarios = max_scenarios;
constexpr std::int64_t most_trajectories = std::int64_t{max_trajectories};

// Words of a choice, in the order of the enumeration that they stand for.
Words accountings() { return {std::begin(accounting_names), std::end(accounting_names)}; }
Words pools() { return {"market", "state"}; }
Words nations() { return {keys::root_us.name, keys::root_cn.name}; }
Words destinations() { return {"compute", "fab", "power"}; }
Words directions() { return {"above", "below"}; }
Words methods() { return {"grid", "list", "latin-hypercube", "sobol"}; }
Words measures() { return {"level", "spending", "imports", "world_supply"}; }
Words scales() { return {"linear", "log"}; }
Words confidences() { return {"high", "med", "low"}; }
Words findings() { return {"article", "found", "recalled"}; }
Words metrics() {
  Words names;
  for (const MetricRow& row : metric_rows) names.emplace_back(row.name);
  return names;
}

constexpr KeySpec text(std::int64_t fewest = 0) { return {.type = KeyType::text, .low = fewest}; }
constexpr KeySpec month() { return {.type = KeyType::month}; }
constexpr KeySpec integer(std::int64_t low, std::int64_t high) {
  return {.type = KeyType::integer, .low = low, .high = high};
}
constexpr KeySpec number(std::int64_t low = 0, std::int64_t high = 0) {
  return {.type = KeyType::number, .low = low, .high = high};
}
constexpr KeySpec boolean() { return {.type = KeyType::boolean}; }
constexpr KeySpec choice(Words (*words)()) { return {.type = KeyType::choice, .choices = words}; }
constexpr KeySpec texts(std::int64_t fewest) { return {.type = KeyType::texts, .low = fewest}; }
constexpr KeySpec matrix() { return {.type = KeyType::matrix}; }
constexpr KeySpec table() { return {.type = KeyType::table}; }
constexpr KeySpec tables() { return {.type = KeyType::tables}; }
constexpr KeySpec entries() { return {.type = KeyType::entries}; }
constexpr KeySpec values() { return {.type = KeyType::values}; }
constexpr KeySpec settings() { return {.type = KeyType::settings}; }

}  // namespace

namespace keys {
#define RC_KEY(in, name, value, unit, meaning) \
  constinit const KeyRow in##_##name{KeyTable::in, #name, value, unit, meaning};
#include "host/keys/keys.def"
#undef RC_KEY
}  // namespace keys

namespace {

constexpr const KeyRow* rows[] = {
#define RC_KEY(in, name, value, unit, meaning) &keys::in##_##name,
#include "host/keys/keys.def"
#undef RC_KEY
};

}  // namespace

std::span<const KeyRow* const> key_rows() { return rows; }

std::vector<const KeyRow*> key_rows(KeyTable in) {
  std::vector<const KeyRow*> found;
  std::ranges::copy_if(rows, std::back_inserter(found),
                       [in](const KeyRow* row) { return row->table == in; });
  return found;
}

std::string bounds_text(const KeyRow& row) {
  return std::to_string(row.value.low) + " to " + std::to_string(row.value.high);
}

std::string value_text(const KeyRow& row) {
  // In the order of KeyType.
  constexpr const char* texts[] = {"text in quotes",
                                   "a month like \"2026-01\"",
                                   "a whole number",
                                   "a number",
                                   "true or false",
                                   "one of ",
                                   "a list of texts",
                                   "a list of rows of numbers",
                                   "a table",
                                   "tables, one a name",
                                   "a list of tables",
                                   "a list of values",
                                   "paths of the config, each = a value"};
  static_assert(std::size(texts) == static_cast<std::size_t>(KeyType::settings) + 1);
  const KeySpec& value = row.value;
  const std::string text = texts[static_cast<std::size_t>(value.type)];
  if (value.type == KeyType::choice) return text + joined_words(value.choices());
  const bool number = value.type == KeyType::number && value.bounded();
  return number || value.type == KeyType::integer ? text + ", " + bounds_text(row) : text;
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
