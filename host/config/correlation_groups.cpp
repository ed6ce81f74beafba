#include <fmt/core.h>

#include <boost/pending/disjoint_sets.hpp>
#include <map>

#include "host/config/correlation.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/correlation_entry.hpp"

namespace racecast {
namespace {

using Members = std::map<ParameterAddress, std::size_t>;

struct Set {
  std::vector<ParameterAddress> members;
  std::vector<const AddressedPair*> pairs;
};

std::vector<Set> connected(const std::vector<AddressedPair>& pairs) {
  Members number;
  for (const AddressedPair& pair : pairs) {
    number.emplace(pair.first, 0);
    number.emplace(pair.second, 0);
  }
  std::size_t count = 0;
  for (auto& member : number) member.second = count++;
  boost::disjoint_sets_with_storage<> sets(count);
  for (const AddressedPair& pair : pairs) {
    sets.union_set(number.at(pair.first), number.at(pair.second));
  }
  std::map<std::size_t, std::size_t> place;
  std::vector<Set> found;
  for (const auto& [address, i] : number) {
    const auto [entry, is_new] = place.emplace(sets.find_set(i), found.size());
    if (is_new) found.emplace_back();
    found[entry->second].members.push_back(address);
  }
  for (const AddressedPair& pair : pairs) {
    found[place.at(sets.find_set(number.at(pair.first)))].pairs.push_back(&pair);
  }
  return found;
}

SymmetricMatrix ranks_of(const Set& set) {
  Members number;
  for (const ParameterAddress& member : set.members) number.emplace(member, number.size());
  SymmetricMatrix ranks(set.members.size());
  for (const AddressedPair* pair : set.pairs) {
    ranks.set(number.at(pair->first), number.at(pair->second), pair->rank);
  }
  return ranks;
}

std::string names_of(const Set& set, const char* quote) {
  std::string names;
  for (const ParameterAddress& member : set.members) {
    names += (names.empty() ? "" : ", ") + (quote + member.path() + quote);
  }
  return names;
}

std::string block_text(const Set& set, const SymmetricMatrix& ranks) {
  std::string text = "[[correlation]]\namong = [" + names_of(set, "\"") + "]\nmatrix = [\n";
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    text += "  [";
    for (std::size_t j = 0; j < ranks.size(); ++j) {
      text += (j == 0 ? "" : ", ") + number_text(ranks(i, j));
    }
    text += "],\n";
  }
  return text + "]";
}

// Entries of an overlay stand after those of its base, and are what is being worked on.
const Place& last_place(const Set& set) { return set.pairs.back()->place; }

}  // namespace

std::vector<ScoreGroup> group_pairs(const std::vector<AddressedPair>& pairs,
                                    Diagnostics& diagnostics) {
  std::vector<ScoreGroup> groups;
  for (const Set& set : connected(pairs)) {
    if (set.members.size() > max_correlated) {
      diagnostics.add(
          last_place(set),
          fmt::format(
              "{} parameters hang together through correlations, from '{}' to '{}'; at most "
              "{} can",
              set.members.size(), set.members.front().path(), set.members.back().path(),
              max_correlated),
          "leave out the weakest");
      continue;
    }
    const SymmetricMatrix ranks = ranks_of(set);
    auto weights = score_weights(ranks);
    if (!weights) {
      diagnostics.add(last_place(set),
                      names_of(set, "'") +
                          " cannot have these correlations together: their "
                          "matrix is not positive definite",
                      "weaken them, or replace their entries by the nearest possible ones, below",
                      block_text(set, nearest_ranks(ranks)));
      continue;
    }
    ScoreGroup& group = groups.emplace_back();
    for (const ParameterAddress& member : set.members) group.streams.push_back(member.stream());
    group.weights = std::move(*weights);
  }
  return groups;
}

}  // namespace racecast
