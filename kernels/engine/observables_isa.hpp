// What one instruction-set build of the observation of observables offers to the dispatcher.
#pragma once

#include <cstdint>

#include "kernels/engine/observables.hpp"

namespace racecast {

/// A month in which something of an observable is noted.
struct ObservationTime {
  std::int32_t month;
  std::int32_t observable;
  bool begins;  ///< the sum up to here is not part of it; otherwise the observable is complete
};

/// A sum over months that observables are differences of: spending of some channels of a nation,
/// its imports, or the world's supply.
struct ObservableSum {
  Observable::Kind kind;
  std::int32_t nation;
  std::uint32_t channels;
};
inline constexpr int max_observable_sums = 16;

/// What is observed, in the order in which paths meet it.
struct ObservationPlan {
  const Observable* observable;
  const std::int32_t* sum_of;  ///< [observable] place of its sum; a level has none
  const ObservableSum* sum;
  std::int32_t sums;
  const ObservationTime* time;  ///< by month
  std::int32_t times;
  std::int32_t observables;
};

/// An observable that was observed, in the units of the engine.
struct FilterObservation {
  std::int32_t month;       ///< in which its observable is complete
  std::int32_t observable;  ///< place in the plan
  std::int32_t base;   ///< growth since this observable was observed; -1: the observable itself
  std::int32_t group;  ///< observations of a group share an error
  float known;         ///< of a count, what had been counted before: added to the observable
  float log_value;     ///< ln of what was observed
  float weight;        ///< 1 / variance of its own error
};

/// What a filter compares paths with, by month.
struct FilterPlan {
  const FilterObservation* observation;
  std::int32_t observations;
  const float* shared_variance;  ///< [group]
  std::int32_t groups;
};

}  // namespace racecast

#define RC_DECLARE_OBSERVABLES(isa)                                                              \
  namespace racecast::isa {                                                                      \
  /** Runs draws [first, first + draws) and writes [draw][observable][path] from `logs` on. */   \
  void observe_draws(const Forecast& forecast, const ObservationPlan& plan, std::uint64_t first, \
                     std::uint64_t draws, float* logs);                                          \
  /** Filters draws [first, first + draws): ln of the estimated likelihood of each. */           \
  void filter_draws(const Forecast& forecast, const ObservationPlan& plan,                       \
                    const FilterPlan& filter, std::uint64_t first, std::uint64_t draws,          \
                    double* log_likelihood);                                                     \
  }
