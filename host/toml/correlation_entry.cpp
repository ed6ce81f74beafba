#include "host/toml/correlation_entry.hpp"

#include <algorithm>
#include <set>

namespace racecast {
namespace {

bool is_array(const Member* member) {
  return member != nullptr && member->value.kind == Value::Kind::array;
}

// The entry of the matrix; null: it is not there, or no number.
const Value* entry_of(const Value& matrix, std::size_t row, std::size_t column) {
  if (row >= matrix.members.size()) return nullptr;
  const Value& line = matrix.members[row].value;
  if (line.kind != Value::Kind::array || column >= line.members.size()) return nullptr;
  const Value& entry = line.members[column].value;
  return entry.is_number() ? &entry : nullptr;
}

Value pair_entry(const EntryPair& pair, const Value& of) {
  Value entry{.place = of.place, .members = {}};
  const Value between =
      array_value({text_value(pair.first, of.place), text_value(pair.second, of.place)}, of.place);
  entry.members.push_back({"between", of.place, between});
  entry.members.push_back({"rank", of.place, pair.rank});
  for (const char* key : {"source", "note"}) {
    if (const Member* member = of.find(key)) entry.members.push_back(*member);
  }
  return entry;
}

// The entry, or the pairs of it that are not replaced.
void add_without(const std::set<PathPair>& replaced, const Member& entry,
                 std::vector<Member>& all) {
  std::vector<EntryPair> left = pairs_of_entry(entry.value);
  const std::size_t gone = std::erase_if(left, [&](const EntryPair& pair) {
    return replaced.contains(unordered(pair.first, pair.second));
  });
  if (gone == 0) return all.push_back(entry);
  for (const EntryPair& pair : left) {
    all.push_back({"", entry.place, pair_entry(pair, entry.value)});
  }
}

}  // namespace

PathPair unordered(std::string a, std::string b) {
  if (b < a) std::swap(a, b);
  return {std::move(a), std::move(b)};
}

std::vector<EntryPair> pairs_of_entry(const Value& entry) {
  const Member* between = entry.find("between");
  const Member* among = entry.find("among");
  const Member* rank = entry.find("rank");
  const Member* matrix = entry.find("matrix");
  const Member* names = between != nullptr ? between : among;
  if (!is_array(names) || (between != nullptr && among != nullptr)) return {};
  if ((rank != nullptr) == (matrix != nullptr) || (between != nullptr && matrix != nullptr))
    return {};
  const auto& list = names->value.members;
  if (list.size() < 2 || list.size() > (between != nullptr ? 2 : max_correlated)) return {};
  std::vector<EntryPair> pairs;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].value.kind != Value::Kind::string) return {};
    for (std::size_t j = 0; j < i; ++j) {
      const Value* value = rank != nullptr ? &rank->value : entry_of(matrix->value, i, j);
      if (value == nullptr || !value->is_number()) return {};
      pairs.push_back({list[j].value.text, list[i].value.text, *value});
    }
  }
  return pairs;
}

std::size_t pair_count(const Value& list) {
  std::size_t count = 0;
  for (const Member& entry : list.members) count += pairs_of_entry(entry.value).size();
  return count;
}

Value lay_correlations(const Value& base, Value overlay) {
  if (overlay.members.empty()) return overlay;
  const bool too_many = pair_count(base) > max_pairs || pair_count(overlay) > max_pairs;
  std::set<PathPair> replaced;
  for (const Member& entry : overlay.members) {
    if (too_many) break;
    for (const EntryPair& pair : pairs_of_entry(entry.value)) {
      replaced.insert(unordered(pair.first, pair.second));
    }
  }
  std::vector<Member> all;
  for (const Member& entry : base.members) add_without(replaced, entry, all);
  std::move(overlay.members.begin(), overlay.members.end(), std::back_inserter(all));
  overlay.members = std::move(all);
  return overlay;
}

}  // namespace racecast
