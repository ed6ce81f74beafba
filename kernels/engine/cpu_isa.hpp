// What one instruction-set build of the CPU engine offers to the dispatcher.
#pragma once

#include <cstdint>

#include "kernels/engine/draw_outcomes.hpp"
#include "kernels/model/forecast.hpp"

#define RC_DECLARE_ISA(isa)                                                                  \
  namespace racecast::isa {                                                                  \
  /** Adds the counts of draws [first, first + draws) to `cells`, and outcomes to `live`. */ \
  /** `rows` those of its draws that are kept; `fan` [draw][month][nation][metric] the */    \
  /** buckets of fan.hpp, null: not wanted. */                                               \
  void run_draws(const Forecast& forecast, std::uint64_t first, std::uint64_t draws,         \
                 unsigned long long* cells, unsigned long long* live, const DrawRows& rows,  \
                 std::uint16_t* fan);                                                        \
  /** Floating-point faults of the calling thread as this build sees them. */                \
  int selftest();                                                                            \
  }
