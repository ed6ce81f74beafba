#include "host/keys/keys.hpp"

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

constexpr KeySpec of_type(KeyType type) {
  KeySpec spec;
  spec.type = type;
  return spec;
}
constexpr KeySpec text(std::int64_t fewest = 0) {
  KeySpec spec = of_type(KeyType::text);
  spec.low = fewest;
  return spec;
}
constexpr KeySpec month() { return of_type(KeyType::month); }
constexpr KeySpec number(std::int64_t low = 0, std::int64_t high = 0) {
  KeySpec spec = of_type(KeyType::number);
  spec.low = low;
  spec.high = high;
  return spec;
}
constexpr KeySpec boolean() { return of_type(KeyType::boolean); }
constexpr KeySpec texts(std::int64_t fewest) {
  KeySpec spec = of_type(KeyType::texts);
  spec.low = fewest;
  return spec;
}
constexpr KeySpec matrix() { return of_type(KeyType::matrix); }
constexpr KeySpec table() { return of_type(KeyType::table); }
constexpr KeySpec tables() { return of_type(KeyType::tables); }
constexpr KeySpec entries() { return of_type(KeyType::entries); }
constexpr KeySpec values() { return of_type(KeyType::values); }
constexpr KeySpec settings() { return of_type(KeyType::settings); }
constexpr KeySpec integer(std::int64_t low, std::int64_t high) {
  KeySpec spec = of_type(KeyType::integer);
  spec.low = low;
  spec.high = high;
  return spec;
}
constexpr KeySpec choice(Words (*words)()) {
  KeySpec spec = of_type(KeyType::choice);
  spec.choices = words;
  return spec;
}

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
  for (const KeyRow* row : rows) {
    if (row->table == in) found.push_back(row);
  }
  return found;
}

}  // namespace racecast
