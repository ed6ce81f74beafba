#include "verification/closed_forms/markov.hpp"

#include <cstddef>
#include <numeric>

namespace racecast::verification {

Occupancy after(const Transitions& move, Occupancy now, int months) {
  for (int month = 0; month < months; ++month) {
    Occupancy next(now.size());
    for (std::size_t from = 0; from < now.size(); ++from)
      for (std::size_t to = 0; to < now.size(); ++to) next[to] += now[from] * move[from][to];
    now = next;
  }
  return now;
}

Transitions avoiding(Transitions move, const std::vector<bool>& forbidden) {
  for (auto& from : move)
    for (std::size_t to = 0; to < from.size(); ++to)
      if (forbidden[to]) from[to] = 0;
  return move;
}

double total(const Occupancy& occupancy) {
  return std::accumulate(occupancy.begin(), occupancy.end(), 0.0);
}

}  // namespace racecast::verification
