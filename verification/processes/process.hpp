// The processes of the model as a table: how each is switched off, what it must move, what it
// cannot.
#pragma once

#include <span>
#include <vector>

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

std::span<const Process> processes();

}  // namespace racecast::verification
