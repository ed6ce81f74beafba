// The processes of the model as a table: how each is switched off, what it must move, what it
// cannot.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "verification/findings.hpp"
#include "verification/processes/quantity.hpp"

namespace racecast::verification {

/// A quantity that changes in this direction when the process is off.
struct Move {
  Quantity quantity;
  int sign;
};

/// Metrics of a nation, a bit for each row of metrics.def, that not a single bit may change of.
struct Kept {
  int nation;
  unsigned metrics;
};

/// Which couplings are cut while it is looked at what a process cannot touch: through them nearly
/// everything touches everything.
enum class Cut {
  feedback,  ///< no reaction to the race; escalations that look at neither nation
  nations    ///< and no caution, no contagion of busts, no knowledge of the other nation
};
Settings settings_of(Cut cut);

struct Process {
  std::string name;
  Settings off;
  std::vector<Move> moves;
  std::vector<Kept> keeps;
  Cut cut = Cut::nations;
};

/// The rows of the table, as text.
extern const char* const process_rows;
std::span<const Process> processes();

/// What is wrong, a line each.
using Lines = std::vector<std::string>;
/// Moves that are missing, too small to tell from chance, or in the other direction.
Lines wrong_moves(const Process& process, const Study& on, const Study& off);
/// Metrics that changed in some bit and cannot; also where no bit of anything changed.
Lines wrong_keeps(const Process& process, const Study& on, const Study& off);
/// The same of studies with couplings cut, on fewer draws. `known` keeps the one of each cut
/// without further change.
Lines wrong_keeps(const Process& process, StudyOptions options, std::map<Cut, Study>& known);
/// The checks must see a process that does nothing, one that does the opposite, and one that
/// touches what it is said not to; throws Error where they do not.
void require_honest_checks(StudyOptions options);

/// The table of processes, as Markdown: the config with each off, less the config. `only` names the
/// processes to run; none: all of them.
Findings process_table(const StudyOptions& options, const std::vector<std::string>& only);

}  // namespace racecast::verification
