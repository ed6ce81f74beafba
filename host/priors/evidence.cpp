#include "host/priors/evidence.hpp"

#include <cmath>

#include "host/keys/keys.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {
namespace {

void check_entry(TableReader& entry) {
  for (const KeyRow* row : key_rows(KeyTable::evidence)) {
    switch (row->value.type) {
      case KeyType::number:
        entry.number(*row);
        break;
      case KeyType::integer:
        entry.integer(*row);
        break;
      case KeyType::choice:
        entry.choice(*row);
        break;
      default:
        entry.text(*row);
    }
  }
  const Member* low = entry.take(keys::evidence_low);
  const Member* high = entry.take(keys::evidence_high);
  if (low != nullptr && high != nullptr && low->value.number > high->value.number) {
    entry.error(low->value.place, "'" + entry.path() + "' has low above high", "swap them");
  }
}

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
  if (source.kind != Value::Kind::string) {
    diagnostics_.add(source.place, "'" + path + "' is " + kind_name(source.kind) + ", not a string",
                     "name a key of the evidence, or write source = \"judgement\"");
    return;
  }
  if (source.text == judgement || trusted_) return;
  if (entries_.find(source.text) != nullptr) {
    used_.insert(source.text);
    return;
  }
  if (!given_) {
    diagnostics_.add(source.place, "'" + path + "' names a source, but there is no registry",
                     "add evidence = \"evidence.toml\", or write source = \"judgement\"");
    return;
  }
  std::vector<std::string> known = {judgement};
  for (const Member& entry : entries_.members) known.push_back(entry.key);
  diagnostics_.add(source.place,
                   "'" + path + "' names an unknown source: '" + shown(source.text) + "'",
                   suggestion(source.text, known) +
                       "; else add it to the registry, or write source = \"judgement\"");
}

Value EvidenceRegistry::used() const {
  Value table;
  for (const Member& entry : entries_.members) {
    if (used_.count(entry.key) != 0) table.members.push_back(entry);
  }
  return table;
}

}  // namespace racecast
