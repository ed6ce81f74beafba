// What drives the answers of a config: a Saltelli design of its parameters, run on an engine.
#pragma once

#include <cstdint>
#include <vector>

#include "host/config/config.hpp"
#include "host/forecast/run.hpp"
#include "host/inference/drivers.hpp"
#include "host/sensitivity/factors.hpp"
#include "host/sensitivity/indices.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

/// What is measured of each draw, at each threshold.
enum class DrawOutput : int {
  us_first,    ///< share of its paths in which the United States is first
  us_arrival,  ///< mean over its paths of min(month of arrival, horizon)
  cn_arrival,
  lead,  ///< cn_arrival - us_arrival
  last
};
inline constexpr std::size_t draw_outputs = static_cast<std::size_t>(DrawOutput::last);
/// As JSON and texts name them; units are 1 and months.
inline constexpr const char* draw_output_names[draw_outputs] = {
    "us_first", "us_arrival_restricted", "cn_arrival_restricted", "lead_restricted"};

struct Sensitivity {
  std::vector<Factor> factors;
  std::size_t rows = 0;
  std::uint64_t draws = 0;             ///< that were run, of both replicates
  std::vector<OutputIndices> outputs;  ///< [threshold][DrawOutput]
  std::vector<Drivers> drivers;        ///< [threshold], from the rows of A and B
  DeviceInfo device;
  double seconds = 0;

  const OutputIndices& of(std::size_t threshold, DrawOutput output) const {
    return outputs[threshold * draw_outputs + static_cast<std::size_t>(output)];
  }
};

/// Throws Error(usage) where the config has no prior, more of them than Sobol' points have axes
/// for, or where `rows` is no power of two; else as run_blocks() does. `rows`: of each matrix;
/// config.forecast.paths_per_draw paths are run of each, twice.
Sensitivity measure_sensitivity(const Config& config, Engine& engine, std::size_t rows,
                                const ForecastControl& control = {});

/// Draws that it runs, of both replicates.
std::uint64_t sensitivity_draws(const Config& config, std::size_t rows);

}  // namespace racecast
