#include "host/priors/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/keys/keys.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {
namespace {

void check_entry(TableReader& entry) {
  for (const KeyRow* row : key_rows(KeyTable::evidence)) {
    const KeyType type = row->value.type;
    if (type == KeyType::number) entry.number(*row);
    if (type == KeyType::integer) entry.integer(*row);
    if (type == KeyType::choice) entry.choice(*row);
    if (type == KeyType::text) entry.text(*row);
  }
  const Member* low = entry.take(keys::evidence_low);
  const Member* high = entry.take(keys::evidence_high);
  if (low != nullptr && high != nullptr && low->value.number > high->value.number) {
    entry.error(low->value.place, "'" + entry.path() + "' has low above high", "swap them");
  }
}

/// One `entry` is `factor` times one `parameter`, or its logarithm.
struct UnitPair {
  const char* entry;
  const char* parameter;
  double factor;
  bool logarithm = false;
};
constexpr UnitPair unit_pairs[] = {
    {"percent", "1", 0.01},
    {"percent", "share of GDP", 0.01},
    {"M H100e", "H100e", 1e6},
    {"years", "yr", 1},
    {"months", "yr", 1.0 / 12},
    {"x per year", "1/yr", 1, true},
    {"USD per 1M tokens", "USD per million tokens", 1},
};

std::optional<UnitPair> find_pair(std::string_view entry, std::string_view parameter) {
  if (entry == parameter) return UnitPair{"", "", 1};
  for (const UnitPair& pair : unit_pairs)
    if (entry == pair.entry && parameter == pair.parameter) return pair;
  return {};
}

bool below(double a, double b) { return a < b - 1e-9 * std::max(std::abs(a), std::abs(b)); }

}  // namespace

void EvidenceRegistry::add(const Value& entries, const std::string& path) {
  given_ = true;
  TableReader reader(&entries, path, entries.place, diagnostics_);
  for (const TableReader::Element& element : reader.elements()) {
    check_entry(*element.reader);
    if (entries_.find(element.member->key) == nullptr) entries_.members.push_back(*element.member);
  }
  reader.finish();
}

void EvidenceRegistry::check_source(const Value& source, const std::string& path) {
  const auto complain = [&](const std::string& what, const std::string& hint) {
    diagnostics_.add(source.place, "'" + path + "' " + what, hint);
  };
  if (source.kind != Value::Kind::string)
    return complain("is " + std::string(kind_name(source.kind)) + ", not a string",
                    "name a key of the evidence, or write source = \"judgement\"");
  if (source.text == judgement || trusted_) return;
  if (entries_.find(source.text) != nullptr) {
    used_.insert(source.text);
  } else if (!given_) {
    complain("names a source, but there is no registry",
             "add evidence = \"evidence.toml\", or write source = \"judgement\"");
  } else {
    std::vector<std::string> known = {judgement};
    for (const Member& entry : entries_.members) known.push_back(entry.key);
    complain("names an unknown source: '" + shown(source.text) + "'",
             suggestion(source.text, known) +
                 "; else add it to the registry, or write source = \"judgement\"");
  }
}

Value EvidenceRegistry::used() const {
  Value table;
  for (const Member& entry : entries_.members) {
    if (used_.count(entry.key) != 0) table.members.push_back(entry);
  }
  return table;
}

std::optional<ValueRange> evidence_range(const Value& entry, std::string_view unit) {
  const auto own = entry.text_at("unit");
  const auto pair = own ? find_pair(*own, unit) : std::nullopt;
  if (!pair) return {};
  const auto in_unit = [&](const char* key) {
    std::optional<double> figure = entry.number_at(key);
    if (figure) *figure *= pair->factor;
    return figure && pair->logarithm ? std::log(*figure) : figure;
  };
  const auto value = in_unit("value"), low = in_unit("low"), high = in_unit("high");
  if (!value && !low && !high) return {};
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return ValueRange{
      std::min(low.value_or(infinity), value.value_or(low ? infinity : -infinity)),
      std::max(high.value_or(-infinity), value.value_or(high ? -infinity : infinity))};
}

bool are_apart(const ValueRange& a, const ValueRange& b) {
  return below(a.high, b.low) || below(b.high, a.low);
}

}  // namespace racecast
