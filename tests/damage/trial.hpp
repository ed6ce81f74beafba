// The commands that read a result, on one file.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/damage/random.hpp"

namespace racecast::damage {

inline constexpr const char* command_names[] = {"summary", "compare", "report",
                                                "export",  "verify",  "merge"};
inline constexpr int command_count = 6;

/// What one command did.
struct Answer {
  int status = 0;
  std::string out, err;
  double seconds = 0;
};

/// Runs commands inside this process, which dies where one crashes or takes more than `limit`
/// seconds (SIGALRM).
class Terminal {
 public:
  static constexpr unsigned limit = 5;
  Terminal();
  Answer run(const std::vector<std::string>& arguments);

 private:
  int out_, err_;
};

/// The file that is damaged, the same undamaged, the other shard of its run, and where a command
/// may write.
struct Trial {
  std::string file, whole, rest, page;
  std::string merged;                        ///< in a folder of its own
  std::vector<std::string> tables;           ///< that `export` knows
  nlohmann::json outcomes, merged_outcomes;  ///< of the undamaged file; of both shards
};
Trial trial_of(Terminal& terminal, const std::string& folder, const std::string& whole,
               const std::string& rest);

/// outcome probabilities [threshold] of `summary --json`.
nlohmann::json outcomes_of(const std::string& summary);

/// `merge` may end with exit code 2, too: a file that is whole may be of another run.
bool is_merge(int command);

/// Whether this build has the command: `report` may have no page.
bool built(int command);

Answer run_command(Terminal& terminal, const Trial& trial, int command, Random& random);

/// Why the answer is wrong whatever the file holds; empty: it is not. Removes what was merged.
std::string complaint_of(Terminal& terminal, const Trial& trial, int command, const Answer& answer);

}  // namespace racecast::damage
