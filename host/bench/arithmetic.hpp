// The share of a device's arithmetic limit that an engine reaches.
//
// A path-month takes a counted number of vector instructions. Each needs one of the pipes that do
// its kind of work, and these issue no more than the calibration loops show. So the limit is the
// largest of
//
//   instructions of the multiplying pipes / rate of a b + c
//   instructions of the adding pipes      / rate of a + b
//   instructions of all of these pipes    / rate of the fastest mixture
//   divisions and roots                   / their own rates
//
// and the share is that time over the time that a path-month really takes. Loads, stores,
// broadcasts, copies and the plain floats of a draw are not arithmetic on lanes, and not in it.
#pragma once

#include "kernels/engine/calibration.hpp"
#include "kernels/engine/count_operations.hpp"

namespace racecast {

/// Operations on a lane per path-month, by kind.
struct OperationMix {
  double of[operation_kinds] = {};

  double operator[](Operation kind) const { return of[static_cast<int>(kind)]; }
};

/// `operations` are of groups of `lanes` lanes, over so many path-months.
OperationMix operation_mix(const OperationCounts& operations, int lanes, double path_months);

/// Vector instructions per path-month, by the pipes that issue them.
struct InstructionMix {
  double multiplying;  ///< a b + c, a b, products of integers; divisions and roots as they displace
  double adding;       ///< a + b, the smaller and larger, comparisons, conversions, shifts
  double all;  ///< both of these, selections, bitwise operations, sums and shuffles of integers
  double divisions;
  double roots;
};

/// Instructions of vectors of `lanes` lanes; with one lane integers are not the vector pipes' work.
InstructionMix instruction_mix(const OperationMix& mix, int lanes, const IssueRates& rates);

/// What stands in the way at best.
struct ArithmeticLimit {
  double path_months_per_second;
  const char* pipes;  ///< "multiplying", "adding", "all" or "dividing"
};
ArithmeticLimit arithmetic_limit(const InstructionMix& mix, const IssueRates& rates);

}  // namespace racecast
