#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "host/toml/correlation_entry.hpp"
#include "host/toml/sources.hpp"

namespace racecast {
namespace {

void replace(Member& old, Member by) {
  std::vector<Member> replaced = std::exchange(old.replaced, {});
  replaced.push_back(std::move(old));
  std::move(by.replaced.begin(), by.replaced.end(), std::back_inserter(replaced));
  old = std::move(by);
  old.replaced = std::move(replaced);
}

void merge_tables(Value& base, Value overlay) {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < base.members.size(); ++i) index.emplace(base.members[i].key, i);
  for (Member& member : overlay.members) {
    const auto found = index.find(member.key);
    if (found == index.end()) {
      base.members.push_back(std::move(member));
      continue;
    }
    Member& old = base.members[found->second];
    if (old.value.is_table() && member.value.is_table() && !member.value.braces) {
      merge_tables(old.value, std::move(member.value));
    } else {
      replace(old, std::move(member));
    }
  }
}

// The two ways to state the horizon exclude each other within a file, not between files.
void take_other_horizon(Value& base, Value& overlay) {
  Member* laid = overlay.find("run");
  Member* under = base.find("run");
  if (laid == nullptr || under == nullptr || !under->value.is_table()) return;
  constexpr std::pair<const char*, const char*> ways[] = {{"horizon", "horizon_months"},
                                                          {"horizon_months", "horizon"}};
  for (const auto& [given, other] : ways) {
    Member* by = laid->value.find(given);
    Member* old = under->value.find(other);
    if (by == nullptr || old == nullptr) continue;
    Member merged = *old;
    under->value.erase(other);
    replace(merged, std::move(*by));
    *by = std::move(merged);
  }
}

void lay_lists_of_correlations(const Value& base, Value& overlay) {
  const Member* under = base.find("correlation");
  Member* laid = overlay.find("correlation");
  if (under == nullptr || laid == nullptr) return;
  if (under->value.kind != Value::Kind::array || laid->value.kind != Value::Kind::array) return;
  laid->value = lay_correlations(under->value, std::move(laid->value));
}

}  // namespace

void merge_into(Value& base, Value overlay) {
  take_other_horizon(base, overlay);
  lay_lists_of_correlations(base, overlay);
  merge_tables(base, std::move(overlay));
}

}  // namespace racecast
