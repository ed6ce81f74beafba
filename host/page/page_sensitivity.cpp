// What the page shows of the parameters behind the odds.
#include <numeric>

#include "host/page/page_parts.hpp"
#include "host/report/drivers_answer.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {

Data page_sensitivity(const Result& result) {
  WorldSource source = world_source(result);
  if (!source.config) return nullptr;
  std::vector<int> thresholds(result.thresholds.size());
  std::iota(thresholds.begin(), thresholds.end(), 0);
  const WorldSample sample{std::move(source.scores), world_odds(result)};
  const std::vector<Drivers> drivers =
      drivers_of(*source.config, sample, thresholds, result.provenance.seed);
  return {{"thresholds", list_of(drivers, [&](const Drivers& each) {
             return greatest_drivers_data(*source.config, each);
           })}};
}

}  // namespace racecast
