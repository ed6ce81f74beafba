// How often the United States is first in each of some draws, of which the scores are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "host/inference/worlds.hpp"
#include "host/result/result.hpp"

namespace racecast {

struct WorldOdds {
  int paths = 0;  ///< of a draw
  std::size_t draws = 0;
  std::vector<std::uint32_t> us;  ///< [threshold][draw], paths in which the United States is first

  std::span<const std::uint32_t> of(int threshold) const {
    return std::span(us).subspan(static_cast<std::size_t>(threshold) * draws, draws);
  }
};

/// Of the draws that a result keeps one by one.
WorldOdds world_odds(const Result& result);

/// Some draws as a sample of worlds: what is known of each.
struct WorldSample {
  WorldScores scores;
  WorldOdds odds;
};

}  // namespace racecast
