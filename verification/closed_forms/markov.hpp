// Chains with few states: what is known of them exactly.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace racecast::verification {

/// [from][to], the chance of each move in a month; rows may sum to less than 1 where paths end.
using Transitions = std::vector<std::vector<double>>;
using Occupancy = std::vector<double>;

/// P^months pi.
inline Occupancy after(const Transitions& move, Occupancy now, int months) {
  for (int month = 0; month < months; ++month) {
    Occupancy next(now.size());
    for (std::size_t from = 0; from < now.size(); ++from)
      for (std::size_t to = 0; to < now.size(); ++to) next[to] += now[from] * move[from][to];
    now = next;
  }
  return now;
}

/// The chain without the moves into `forbidden` states: what is left of it has not been there.
inline Transitions avoiding(Transitions move, const std::vector<bool>& forbidden) {
  for (auto& from : move)
    for (std::size_t to = 0; to < from.size(); ++to)
      if (forbidden[to]) from[to] = 0;
  return move;
}

inline double total(const Occupancy& occupancy) {
  return std::accumulate(occupancy.begin(), occupancy.end(), 0.0);
}

}  // namespace racecast::verification
