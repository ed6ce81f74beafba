// Whether processes do what the table says of them; what is wrong comes as lines of text.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "verification/processes/process.hpp"

namespace racecast::verification {

/// Moves that are missing, too small to tell from chance, or in the other direction.
std::vector<std::string> wrong_moves(const Process& process, const Study& on, const Study& off);

/// Metrics that changed in some bit and cannot; also where no bit of anything changed.
std::vector<std::string> wrong_keeps(const Process& process, const Study& on, const Study& off);

/// Studies with couplings cut, on fewer draws; the one without further change once for each cut.
class CutStudies {
 public:
  explicit CutStudies(const StudyOptions& options);
  std::vector<std::string> wrong_keeps(const Process& process);

 private:
  StudyOptions options_;
  std::map<Cut, Study> on_;
};

/// The checks must see a process that does nothing, one that does the opposite, and one that
/// touches what it is said not to; throws Error where they do not.
void require_honest_checks(const StudyOptions& options);

}  // namespace racecast::verification
