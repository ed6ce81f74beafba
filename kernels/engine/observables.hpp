// Numbers of a path that history knows as well: what a forecast is compared with.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// One number of a path, positive but for a process that a config leaves out.
struct Observable {
  enum class Kind : std::int32_t {
    level,        ///< `metric` of `nation` at the end of `last_month`
    spending,     ///< of `channels` of `nation`, all of it and not only what is for AI, USD_bn
    imports,      ///< leading-edge chips that `nation` bought legally, H100e
    world_supply  ///< leading-edge chips of the world that came into service, H100e: made by the
                  ///< world's supply, and as long under way as those of the US
  };
  Kind kind = Kind::level;
  std::int32_t nation = 0;
  std::int32_t metric = 0;       ///< row of the metric table
  std::uint32_t channels = 0;    ///< a bit for each, in the order of the config
  std::int32_t first_month = 0;  ///< of kinds but `level`: summed over the months after this one
  std::int32_t last_month = 0;   ///< up to this one
  friend bool operator==(const Observable&, const Observable&) = default;
};
inline constexpr int max_observables = 512;

/// The observables of all paths of some draws, as natural logarithms.
struct ObservableRows {
  std::uint64_t first_draw = 0;
  std::size_t observables = 0, paths = 0;
  std::vector<float> logs;  ///< [draw][observable][path], in the units of results; -69: it is 0

  std::span<const float> of(std::uint64_t draw, std::size_t observable) const {
    return std::span(logs).subspan(
        (static_cast<std::size_t>(draw - first_draw) * observables + observable) * paths, paths);
  }
};

/// Runs the draws of `range` on this processor up to the last month that an observable asks for,
/// and keeps the observables of every path (4 bytes each). The same bits on every instruction set
/// and with any number of threads. Throws std::invalid_argument where an observable is not of the
/// forecast, and std::runtime_error where the processor is too old. The progress has
/// no outcomes; after a stop the rows are empty.
ObservableRows observe_paths(const Forecast& forecast, Range range,
                             std::span<const Observable> observables,
                             const CpuOptions& options = {}, const RunControl& control = {});

/// At most so many groups of observations may share an error in a filter.
inline constexpr int max_filter_groups = 64;

/// One observation of an observable, in the units of results.
struct FilteredObservation {
  std::size_t observable = 0;  ///< place among the observables
  int base = -1;         ///< place of the observable since which growth was observed; -1: none
  int group = 0;         ///< observations of a group share an error
  double known = 0;      ///< of a count, what had been counted before: added to the observable
  double log_value = 0;  ///< ln of what was observed
  double error = 0;      ///< standard deviation of its own error, in ln
};

/// ln of an unbiased estimate of the likelihood of each draw of `range`: a particle filter over its
/// paths, which after each month with observations resamples the likely paths in place of the
/// others. `shared_error` [group] is the standard deviation of the error that a group shares.
/// Otherwise as observe_paths(); empty where it was stopped.
std::vector<double> filter_likelihoods(const Forecast& forecast, Range range,
                                       std::span<const Observable> observables,
                                       std::span<const FilteredObservation> observations,
                                       std::span<const double> shared_error,
                                       const CpuOptions& options = {},
                                       const RunControl& control = {});

}  // namespace racecast
