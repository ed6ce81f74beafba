#include "host/forecast/merge_kept.hpp"

#include <algorithm>

namespace racecast {

void KeptDraws::add(Result&& part) {
  const Provenance& origin = part.provenance;
  // A thousand shards need not all be kept: only the first have what the run begins with.
  if (!origin.shard.empty() && origin.first_draw - origin.run_first_draw >= block_draws) return;
  kept_.push_back({origin.first_draw, std::move(part.draw_outcomes), std::move(part.samples)});
  // Of whole runs it turns out on the way.
  sort();
  const std::uint64_t first = kept_.front().first_draw;
  std::erase_if(kept_, [&](const Kept& each) { return each.first_draw - first >= block_draws; });
}

void KeptDraws::sort() {
  std::sort(kept_.begin(), kept_.end(),
            [](const Kept& a, const Kept& b) { return a.first_draw < b.first_draw; });
}

DrawOutcomes KeptDraws::outcomes(Range run, int thresholds) {
  sort();
  DrawOutcomes joined(thresholds, run.first_draw, run.draws);
  const std::size_t all = joined.paths.size();
  joined.paths.clear();
  for (const Kept& part : kept_) {
    if (joined.paths.size() == all) break;
    if (part.draws.draws() == 0 || part.first_draw != run.first_draw + joined.draws()) return {};
    const std::size_t rest = std::min(all - joined.paths.size(), part.draws.paths.size());
    joined.paths.insert(joined.paths.end(), part.draws.paths.begin(),
                        part.draws.paths.begin() + static_cast<std::ptrdiff_t>(rest));
  }
  return joined.paths.size() == all ? joined : DrawOutcomes{};
}

Samples KeptDraws::samples(std::uint64_t most) {
  sort();
  Samples joined;
  for (const Kept& part : kept_) append_samples(joined, part.samples, most);
  return joined;
}

}  // namespace racecast
