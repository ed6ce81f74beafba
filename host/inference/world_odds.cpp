#include "host/inference/world_odds.hpp"

namespace racecast {

WorldOdds world_odds(const Result& result) {
  const DrawOutcomes& rows = result.draw_outcomes;
  WorldOdds odds{result.layout.paths_per_draw, static_cast<std::size_t>(rows.draws()), {}};
  odds.us.reserve(odds.draws * static_cast<std::size_t>(rows.thresholds));
  for (int threshold = 0; threshold < rows.thresholds; ++threshold)
    for (std::uint64_t draw = 0; draw < rows.draws(); ++draw)
      odds.us.push_back(rows.at(draw, threshold, us_first));
  return odds;
}

}  // namespace racecast
