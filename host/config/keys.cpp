#include "host/config/keys.hpp"

#include <iterator>

#include "host/config/config.hpp"
#include "host/config/families.hpp"
#include "host/config/suggest.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr std::int64_t most_paths = 1 << 16;
constexpr std::int64_t most_trajectories = std::int64_t{max_trajectories};

// Words of a choice, in the order of the enumeration that they stand for.
Words accountings() { return {std::begin(accounting_names), std::end(accounting_names)}; }
Words pools() { return {"market", "state"}; }
Words nations() { return {keys::root_us.name, keys::root_cn.name}; }
Words destinations() { return {"compute", "fab", "power"}; }
Words directions() { return {"above", "below"}; }
Words confidences() { return {"high", "med", "low"}; }
Words findings() { return {"article", "found", "recalled"}; }
Words metrics() {
  Words names;
  for (const MetricRow& row : metric_rows) names.emplace_back(row.name);
  return names;
}
Words family_names() {
  Words names;
  for (const Family& family : families()) names.emplace_back(family.name);
  return names;
}

constexpr KeySpec of_kind(KeyKind kind) {
  KeySpec spec;
  spec.kind = kind;
  return spec;
}
constexpr KeySpec text(std::int64_t fewest = 0) {
  KeySpec spec = of_kind(KeyKind::text);
  spec.low = fewest;
  return spec;
}
constexpr KeySpec month() { return of_kind(KeyKind::month); }
constexpr KeySpec number() { return of_kind(KeyKind::number); }
constexpr KeySpec boolean() { return of_kind(KeyKind::boolean); }
constexpr KeySpec list() { return of_kind(KeyKind::list); }
constexpr KeySpec table() { return of_kind(KeyKind::table); }
constexpr KeySpec tables() { return of_kind(KeyKind::tables); }
constexpr KeySpec integer(std::int64_t low, std::int64_t high) {
  KeySpec spec = of_kind(KeyKind::integer);
  spec.low = low;
  spec.high = high;
  return spec;
}
constexpr KeySpec choice(Words (*words)()) {
  KeySpec spec = of_kind(KeyKind::choice);
  spec.choices = words;
  return spec;
}

}  // namespace

namespace keys {
#define RC_KEY(in, name, value, unit, meaning) \
  constinit const KeyRow in##_##name{KeyTable::in, #name, value, unit, meaning};
#include "host/config/keys.def"
#undef RC_KEY
}  // namespace keys

namespace {

constexpr const KeyRow* rows[] = {
#define RC_KEY(in, name, value, unit, meaning) &keys::in##_##name,
#include "host/config/keys.def"
#undef RC_KEY
};

}  // namespace

std::span<const KeyRow* const> key_rows() { return rows; }

std::vector<const KeyRow*> key_rows(KeyTable in) {
  std::vector<const KeyRow*> found;
  for (const KeyRow* row : rows) {
    if (row->table == in) found.push_back(row);
  }
  return found;
}

std::string value_text(const KeyRow& row) {
  const KeySpec& value = row.value;
  switch (value.kind) {
    case KeyKind::text:
      return "text in quotes";
    case KeyKind::month:
      return "a month like \"2026-01\"";
    case KeyKind::integer:
      return "a whole number, " + std::to_string(value.low) + " to " + std::to_string(value.high);
    case KeyKind::number:
      return "a number";
    case KeyKind::boolean:
      return "true or false";
    case KeyKind::choice:
      return "one of " + joined_words(value.choices());
    case KeyKind::list:
      return "a list in brackets";
    case KeyKind::table:
      return "a table";
    case KeyKind::tables:
      return "tables, one a name";
  }
  return {};
}

std::string absent_text(const KeyRow& row) {
  const KeySpec& value = row.value;
  if (value.need == Need::required) return "required";
  if (!value.has_absent) return {};
  if (value.kind == KeyKind::boolean) return value.absent != 0 ? "true" : "false";
  if (value.kind == KeyKind::choice) return value.choices()[static_cast<std::size_t>(value.absent)];
  return std::to_string(value.absent);
}

}  // namespace racecast
