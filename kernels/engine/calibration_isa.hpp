// What one instruction-set build of the calibration loops offers to the dispatcher.
#pragma once

#include <cstdint>

namespace racecast {

/// Lanes of an instruction set: of a vector register, and of a group of paths that the engine
/// advances together (several registers side by side).
struct LaneShape {
  int vector;
  int group;
};

/// Loops of independent instructions, written for each instruction set.
enum class CalibrationLoop : int {
  multiply,         ///< a b + c
  add,              ///< a - b
  multiply_add,     ///< the same number of both
  multiply_logic,   ///< a b + c and bitwise operations, the same number of both
  divide,           ///< a / b
  root,             ///< square roots
  multiply_divide,  ///< fused_beside_division a b + c to one division
  multiply_root,    ///< fused_beside_division a b + c to one root
  last
};
inline constexpr int fused_beside_division = 30;

}  // namespace racecast

#define RC_DECLARE_CALIBRATION(isa)                                                            \
  namespace racecast::isa {                                                                    \
  /** Lanes of the engine of this build. */                                                    \
  LaneShape calibrated_lanes();                                                                \
  /** Runs a loop `rounds` times. Returns the vector instructions that were issued; of         \
      multiply_divide and multiply_root the divisions and roots, each with those beside it. */ \
  std::uint64_t run_calibration(CalibrationLoop loop, std::uint64_t rounds);                   \
  }
