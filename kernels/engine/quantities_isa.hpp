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

/// A quantity that was observed, in the units of the engine.
struct FilterObservation {
  std::int32_t month;     ///< in which its quantity is complete
  std::int32_t quantity;  ///< place in the plan
  std::int32_t base;      ///< growth since this quantity was observed; -1: the quantity itself
  std::int32_t group;     ///< observations of a group share an error
  float known;            ///< of a count, what had been counted before: added to the quantity
  float log_value;        ///< ln of what was observed
  float weight;           ///< 1 / variance of its own error
};

/// What a filter compares paths with, by month.
struct FilterPlan {
  const FilterObservation* observation;
  std::int32_t observations;
  const float* shared_variance;  ///< [group]
  std::int32_t groups;
};

}  // namespace racecast

#define RC_DECLARE_QUANTITIES(isa)                                                                \
  namespace racecast::isa {                                                                       \
  /** Runs draws [first, first + draws) and writes [draw][quantity][path] from `logs` on. */      \
  void observe_draws(const Forecast& forecast, const QuantityPlan& plan, std::uint64_t first,     \
                     std::uint64_t draws, float* logs);                                           \
  /** Filters draws [first, first + draws): ln of the estimated likelihood of each. */            \
  void filter_draws(const Forecast& forecast, const QuantityPlan& plan, const FilterPlan& filter, \
                    std::uint64_t first, std::uint64_t draws, double* log_likelihood);            \
  }
