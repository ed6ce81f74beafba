// Trajectories that a result keeps whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// A parameter that is sampled: one that has a prior.
struct SampledParameter {
  std::string path;  ///< as in a config: "us.channel.amazon.growth"
  std::string unit;
  double scale = 1;  ///< units in one unit of the engine
  friend bool operator==(const SampledParameter&, const SampledParameter&) = default;
};

/// Bit-equal to what the batch ran. Values are in the units of the engine; metric_rows[].scale and
/// SampledParameter::scale make the units of a config of them.
struct Samples {
  std::vector<SampledParameter> parameters;  ///< in the order of Forecast::prior
  std::vector<std::uint64_t> trajectories;   ///< [sample], numbers
  std::vector<float> given;                  ///< [sample][parameter]
  std::vector<float> metrics;                ///< [sample][nation][metric][month 0 ... horizon]
  std::vector<std::int32_t> events;          ///< [sample][month], bits that have been set by then
  std::vector<std::int32_t> arrivals;        ///< [sample][threshold][nation], horizon + 1: never
  std::vector<std::int32_t> patterns;  ///< [sample][threshold], events up to the first arrival
  std::vector<std::int32_t> outcomes;  ///< [sample][threshold], as enum Outcome

  std::size_t size() const { return trajectories.size(); }
  /// The months of one metric.
  const float* path(std::size_t sample, int nation, int metric, int months) const {
    return metrics.data() +
           ((sample * nation_count + static_cast<std::size_t>(nation)) * metric_count +
            static_cast<std::size_t>(metric)) *
               static_cast<std::size_t>(months);
  }
  friend bool operator==(const Samples&, const Samples&) = default;
};

/// Of what a sample's values are.
struct SampleShape {
  std::size_t thresholds = 0, months = 0, parameters = 0;
};
/// Calls visit(member, size) for each list of values, in the order of the digest; a sample has
/// `size` of them.
template <class Visit>
void for_each_column(const SampleShape& of, Visit&& visit) {
  visit(&Samples::trajectories, std::size_t{1});
  visit(&Samples::given, of.parameters);
  visit(&Samples::metrics, fan_series * of.months);
  visit(&Samples::events, of.months);
  visit(&Samples::arrivals, nation_count * of.thresholds);
  visit(&Samples::patterns, of.thresholds);
  visit(&Samples::outcomes, of.thresholds);
}

/// Path 0 of each of the first `most` draws of `range`, as many as there are. Names of parameters
/// are left to the caller.
Samples take_samples(const Forecast& forecast, Range range, std::uint64_t most);

/// Appends samples of the same forecast, until there are `most`.
void append_samples(Samples& to, const Samples& from, std::uint64_t most);

}  // namespace racecast
