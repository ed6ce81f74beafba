#include "kernels/engine/calibration.hpp"

namespace racecast {

// A loop of this kind for a GPU is still to be written and measured; until then its limit is
// unknown.
std::optional<IssueRates> cuda_issue_rates(int, double) { return std::nullopt; }

}  // namespace racecast
