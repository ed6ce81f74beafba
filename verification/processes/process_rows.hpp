// What the rows of the table of processes are written with.
#pragma once

#include <vector>

#include "verification/processes/process.hpp"

namespace racecast::verification {

// Metrics of a nation by how far along the month's chain a process acts: what comes before it
// cannot move.
constexpr unsigned bit(Metric metric) { return 1u << metric; }
inline constexpr unsigned money = bit(metric_investment);
inline constexpr unsigned stock =
    money | bit(metric_installed_compute) | bit(metric_ai_power) | bit(metric_total_compute);
inline constexpr unsigned use = stock | bit(metric_utilisation) | bit(metric_used_compute);
inline constexpr unsigned training = use | bit(metric_training_compute);
inline constexpr unsigned all_but_runs =
    use | bit(metric_cumulative_compute) | bit(metric_token_cost);
inline constexpr unsigned everything = (1u << metric_count) - 1;

inline Move level(Metric metric, int nation, int year, int sign) {
  return {{Kind::level, nation, metric, year}, sign};
}
inline Move spread(Metric metric, int nation, int year, int sign) {
  return {{Kind::spread, nation, metric, year}, sign};
}
inline Move lead(int sign) { return {{Kind::lead}, sign}; }

/// A process that each nation has for itself.
struct OneNation {
  const char* name;
  Settings off;             ///< paths below the nation
  std::vector<Move> moves;  ///< of the nation, whichever it is
  unsigned keeps;           ///< what it cannot touch in its own nation
  unsigned keeps_rival = everything;
};

/// A row for each nation: "US busts", "China's busts".
void add_for_each_nation(std::vector<Process>& list, const OneNation& row);
/// One of these rows.
void add_for(int nation, std::vector<Process>& list, const OneNation& row);

void add_investment(std::vector<Process>& list);
void add_programmes(std::vector<Process>& list);
void add_escalation(std::vector<Process>& list);
void add_race(std::vector<Process>& list);
void add_world_market(std::vector<Process>& list);
void add_chips_of_china(std::vector<Process>& list);
void add_construction_and_power(std::vector<Process>& list);
void add_use(std::vector<Process>& list);
void add_capability(std::vector<Process>& list);

}  // namespace racecast::verification
