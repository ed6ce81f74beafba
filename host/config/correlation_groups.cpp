#include "host/config/correlation_groups.hpp"

#include <map>
#include <numeric>

#include "host/text/number_text.hpp"
#include "host/toml/correlation_entry.hpp"

namespace racecast {
namespace {

using Members = std::map<ParameterAddress, std::size_t>;

/// Sets that are joined pair by pair; each number names its set by one of it.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

struct Set {
  std::vector<ParameterAddress> members;
  std::vector<const AddressedPair*> pairs;
};

std::vector<Set> connected(const std::vector<AddressedPair>& pairs) {
  Members number;
  for (const AddressedPair& pair : pairs) {
    if (pair.rank == 0) continue;
    number.emplace(pair.first, 0);
    number.emplace(pair.second, 0);
  }
  std::size_t count = 0;
  for (auto& member : number) member.second = count++;
  Sets sets(count);
  for (const AddressedPair& pair : pairs) {
    if (pair.rank != 0) sets.join(number.at(pair.first), number.at(pair.second));
  }
  std::map<std::size_t, std::size_t> place;
  std::vector<Set> found;
  for (const auto& [address, i] : number) {
    const auto [entry, is_new] = place.emplace(sets.of(i), found.size());
    if (is_new) found.emplace_back();
    found[entry->second].members.push_back(address);
  }
  for (const AddressedPair& pair : pairs) {
    if (pair.rank != 0) found[place.at(sets.of(number.at(pair.first)))].pairs.push_back(&pair);
  }
  return found;
}

SymmetricMatrix ranks_of(const Set& set) {
  Members number;
  for (const ParameterAddress& member : set.members) number.emplace(member, number.size());
  SymmetricMatrix ranks(set.members.size());
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) ranks.set(i, j, 0);
  }
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
      diagnostics.add(last_place(set),
                      std::to_string(set.members.size()) + " parameters hang together through " +
                          "correlations, from '" + set.members.front().path() + "' to '" +
                          set.members.back().path() + "'; at most " +
                          std::to_string(max_correlated) + " can",
                      "leave out the weakest");
      continue;
    }
    const SymmetricMatrix ranks = ranks_of(set);
    auto weights = score_weights(ranks);
    if (!weights) {
      diagnostics.add(last_place(set),
                      names_of(set, "'") +
                          " cannot have these correlations together: their matrix is not " +
                          "positive definite",
                      "weaken them, or replace their entries by the nearest possible ones, below",
                      block_text(set, nearest_ranks(ranks)));
      continue;
    }
    ScoreGroup group;
    for (const ParameterAddress& member : set.members) group.streams.push_back(member.stream());
    group.weights = std::move(*weights);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace racecast
