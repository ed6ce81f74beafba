// The commands that read a result, on one file.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/damage/random.hpp"

namespace racecast::damage {

inline constexpr const char* command_names[] = {"summary", "compare", "report", "export", "verify"};
inline constexpr int command_count = 5;

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

/// The file that is damaged, the same undamaged, and where a command may write.
struct Trial {
  std::string file, whole, page;
  std::vector<std::string> tables;  ///< that `export` knows
  nlohmann::json outcomes;          ///< of the undamaged file
};
Trial trial_of(Terminal& terminal, const std::string& folder, const std::string& whole);

/// outcome probabilities [threshold] of `summary --json`.
nlohmann::json outcomes_of(const std::string& summary);

/// Whether this build has the command: `report` may have no page.
bool built(int command);

Answer run_command(Terminal& terminal, const Trial& trial, int command, Random& random);

/// Why the answer is wrong whatever the file holds; empty: it is not.
std::string complaint_of(const Trial& trial, const Answer& answer);

}  // namespace racecast::damage
