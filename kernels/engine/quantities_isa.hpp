// What one instruction-set build of the observation of quantities offers to the dispatcher.
#pragma once

#include <cstdint>

#include "kernels/engine/quantities.hpp"

namespace racecast {

/// A month in which something of a quantity is noted.
struct QuantityMark {
  std::int32_t month;
  std::int32_t quantity;
  bool begins;  ///< the sum up to here is not part of it; otherwise the quantity is complete
};

/// A sum over months that quantities are differences of: spending of some channels of a nation,
/// its imports, or the world's supply.
struct QuantitySum {
  Quantity::Kind kind;
  std::int32_t nation;
  std::uint32_t channels;
};
inline constexpr int max_quantity_sums = 16;

/// What is watched, in the order in which paths meet it.
struct QuantityPlan {
  const Quantity* quantity;
  const std::int32_t* sum_of;  ///< [quantity] place of its sum; a level has none
  const QuantitySum* sum;
  std::int32_t sums;
  const QuantityMark* mark;  ///< by month
  std::int32_t marks;
  std::int32_t quantities;
};

}  // namespace racecast

#define RC_DECLARE_QUANTITIES(isa)                                                                \
  namespace racecast::isa {                                                                       \
  /** Runs draws [first, first + draws) and writes [draw][quantity][path] from `logs` on. */      \
  void observe_draws(const Forecast& forecast, const QuantityPlan& plan, std::uint64_t first,     \
                     std::uint64_t draws, float* logs);                                           \
  }
