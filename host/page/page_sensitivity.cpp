// What the page shows of the parameters behind the odds.
#include <numeric>

#include "host/page/page_parts.hpp"
#include "host/report/drivers_report.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {

nlohmann::json page_sensitivity(const Result& result) {
  constexpr std::size_t most = 12;  // as many as a reader looks at
  WorldSource source = world_source(result);
  if (!source.config) return nullptr;
  std::vector<int> thresholds(result.thresholds.size());
  std::iota(thresholds.begin(), thresholds.end(), 0);
  const WorldSample sample{std::move(source.scores), world_odds(result)};
  nlohmann::json list = nlohmann::json::array();
  for (const Drivers& drivers :
       drivers_of(*source.config, sample, thresholds, result.provenance.seed)) {
    list.push_back(drivers_json(*source.config, drivers, most));
    list.back().erase("first_order");
  }
  return {{"thresholds", list}};
}

}  // namespace racecast
