#include "verification/processes/process.hpp"

#include "verification/processes/process_rows.hpp"

namespace racecast::verification {
namespace {

std::vector<Process> make_processes() {
  std::vector<Process> list;
  add_investment(list);
  add_race(list);
  add_programmes(list);
  add_world_market(list);
  add_chips_of_china(list);
  add_construction_and_power(list);
  add_use(list);
  add_escalation(list);
  add_capability(list);
  return list;
}

}  // namespace

Settings settings_of(Cut cut) {
  // Escalations still happen, but at a hazard that looks at neither nation.
  Settings settings = {{"both.channel.all.race_response", "0"},
                       {"escalation.proximity", "0"},
                       {"escalation.parity", "0"}};
  if (cut == Cut::nations)
    settings.insert(
        settings.end(),
        {{"both.race.caution", "0"}, {"both.bust.contagion", "0"}, {"knowledge.flow", "0"}});
  return settings;
}

void add_for(int nation, std::vector<Process>& list, const OneNation& row) {
  Process process{(nation == us ? "US " : "China's ") + std::string(row.name),
                  {},
                  row.moves,
                  {{1 - nation, row.keeps_rival}, {nation, row.keeps}}};
  for (Move& move : process.moves) move.quantity.nation = nation;
  for (const auto& [path, value] : row.off)
    process.off.emplace_back((nation == us ? "us." : "cn.") + path, value);
  list.push_back(std::move(process));
}

void add_for_each_nation(std::vector<Process>& list, const OneNation& row) {
  for (const int nation : {us, cn}) add_for(nation, list, row);
}

std::span<const Process> processes() {
  static const std::vector<Process> list = make_processes();
  return list;
}

}  // namespace racecast::verification
