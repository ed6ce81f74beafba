#include "tests/damage/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace racecast::damage {

nlohmann::json report_of(const Options& options, const Tally* tallies,
                         const std::vector<std::string>& faults) {
  nlohmann::json kinds = nlohmann::json::object();
  double slowest = 0;
  for (int kind = 0; kind < kind_count; ++kind) {
    std::uint64_t files = 0, not_made = 0;
    nlohmann::json commands = nlohmann::json::object();
    for (int job = 0; job < options.jobs; ++job) {
      files += tallies[job].files[kind];
      not_made += tallies[job].not_made[kind];
      slowest = std::max(slowest, tallies[job].slowest);
    }
    for (int command = 0; command < command_count; ++command) {
      if (!built(command)) continue;
      std::uint64_t refused = 0, answered = 0;
      for (int job = 0; job < options.jobs; ++job) {
        refused += tallies[job].refused[kind][command];
        answered += tallies[job].answered[kind][command];
      }
      const char* refusal = is_merge(command) ? "exit_2_or_3" : "exit_3";
      commands[command_names[command]] = {{refusal, refused}, {"exit_0", answered}};
    }
    if (files + not_made > 0)
      kinds[kind_names[kind]] = {{"files", files}, {"not_made", not_made}, {"commands", commands}};
  }
  return {{"files", options.files}, {"seed", options.seed},       {"jobs", options.jobs},
          {"kinds", kinds},         {"slowest_seconds", slowest}, {"faults", faults}};
}

}  // namespace racecast::damage
