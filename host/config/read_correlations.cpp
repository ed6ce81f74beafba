#include <map>
#include <set>

#include "host/config/draft_reader.hpp"
#include "host/keys/keys.hpp"
#include "host/toml/correlation_entry.hpp"

namespace racecast {
namespace {

class CorrelationReader {
 public:
  CorrelationReader(const Value& tree, DraftReader& reader)
      : reader_(reader), diagnostics_(reader.diagnostics), paths_(tree) {
    for (const DraftParameter& parameter : reader.draft.parameters) {
      if (!parameter.value.is_constant()) drawn_.insert(parameter.address());
    }
  }

  void read_entry(const Member& member) {
    const Value& entry = member.value;
    if (!entry.is_table()) {
      return fail(
          entry.place,
          std::string("an entry of 'correlation' is ") + kind_name(entry.kind) + ", not a table",
          correlation_hint);
    }
    TableReader table(&entry, "correlation", member.place, diagnostics_);
    std::string source;
    if (const Member* given = table.take(keys::correlation_source)) {
      reader_.evidence.check_source(given->value, table.path_of("source"));
      source = given->value.text;
    }
    const std::string note = table.text(keys::correlation_note).value_or("");
    const bool good = is_well_formed(table, paths_, unknown_, diagnostics_);
    table.finish();
    complete_ = complete_ && good;
    if (!good) return;
    for (const EntryPair& pair : pairs_of_entry(entry)) {
      if (!add_pair(pair, member.place, source, note)) return;
    }
  }

  // A pair that is missing because of a mistake may be what makes the others possible.
  void finish() {
    if (complete_) reader_.draft.correlated = group_pairs(pairs_, diagnostics_);
  }

 private:
  void fail(const Place& place, std::string message, std::string hint) {
    complete_ = false;
    diagnostics_.add(place, std::move(message), std::move(hint));
  }

  // Whether the pair is a new one.
  bool add_pair(const EntryPair& pair, const Place& place, const std::string& source,
                const std::string& note) {
    const auto [other, is_new] = seen_.emplace(unordered(pair.first, pair.second), place);
    if (!is_new) {
      const int line = other->second.line;
      const std::string before = line > 0 ? " (before in line " + std::to_string(line) + ')' : "";
      fail(place, "'" + pair.first + "' and '" + pair.second + "' are correlated twice" + before,
           "remove one");
      return false;
    }
    if (pair.rank.number == 0) return true;
    const ParameterAddress& first = *paths_.find(pair.first);
    const ParameterAddress& second = *paths_.find(pair.second);
    pairs_.push_back({first, second, pair.rank.number, place});
    const bool active = drawn_.count(first) != 0 && drawn_.count(second) != 0;
    reader_.draft.config.correlations.push_back(
        {pair.first, pair.second, pair.rank.number, source, note, active});
    return true;
  }

  DraftReader& reader_;
  Diagnostics& diagnostics_;
  ParameterPaths paths_;
  std::set<std::string> unknown_;
  std::set<ParameterAddress> drawn_;
  std::map<PathPair, Place> seen_;
  std::vector<AddressedPair> pairs_;
  bool complete_ = true;
};

}  // namespace

void read_correlations(TableReader& root, const Value& tree, DraftReader& reader) {
  const Member* list = root.take("correlation");
  if (list == nullptr) return;
  const Place& place = list->value.place;
  if (list->value.kind != Value::Kind::array)
    return root.error(
        place, std::string("'correlation' is ") + kind_name(list->value.kind) + ", not a list",
        correlation_hint);
  if (pair_count(list->value) > max_pairs)
    return root.error(place, "more than " + std::to_string(max_pairs) + " pairs are correlated",
                      "leave out the weakest");
  CorrelationReader entries(tree, reader);
  for (const Member& entry : list->value.members) entries.read_entry(entry);
  entries.finish();
}

}  // namespace racecast
