// One entry [[correlation]] of a config, as its pairs.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "host/toml/value.hpp"

namespace racecast {

/// Parameters of one entry, and of one set that hangs together.
inline constexpr std::size_t max_correlated = 64;
/// Pairs of a config: more than any set of that size needs, and few enough to be held.
inline constexpr std::size_t max_pairs = 16384;

/// The paths of two parameters, whichever comes first in the entry.
using PathPair = std::pair<std::string, std::string>;
PathPair unordered(std::string a, std::string b);

struct EntryPair {
  std::string first, second;  ///< paths, as written
  Value rank;                 ///< a number
};

/// The pairs of an entry: between two parameters, or all pairs among several. None: the entry is
/// not well formed, which is for read_correlations() to report.
std::vector<EntryPair> pairs_of_entry(const Value& entry);

/// Pairs of all entries of a list.
std::size_t pair_count(const Value& list);

/// Lays the list of an overlay over that of its base: entries are added and replace the same pairs;
/// what is left of a block becomes pairs. An empty list takes all away. Lists of more than
/// max_pairs, which read_correlations() refuses, are only joined.
Value lay_correlations(const Value& base, Value overlay);

}  // namespace racecast
