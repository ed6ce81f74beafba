// What drives the answers of a config: a Saltelli design of its parameters, run on an engine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/design/tabled_forecast.hpp"
#include "host/forecast/run.hpp"
#include "host/inference/drivers.hpp"
#include "host/result/result.hpp"
#include "host/sensitivity/indices.hpp"

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

/// One sampled parameter; or several that hang together by correlations, which make one group,
/// since none of them can be varied while the others keep their law.
struct Factor {
  std::vector<std::string> parameters;  ///< paths, in the order of Forecast::prior
  std::vector<std::size_t> places;      ///< of its own scores in a row of the table

  /// The paths, joined by " + ".
  std::string name() const;
};

/// Every own score of the table is in one factor; factors are in the order of their first
/// parameter.
std::vector<Factor> factors_of(const Config& config, const TabledForecast& tabled);

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

/// Keys are stable; what does not exist is null. `threshold`: only this one; -1: all. Nothing of it
/// depends on threads or time.
Data sensitivity_data(const Config& config, const Sensitivity& found, int threshold = -1);
/// A table of all thresholds, then all that is known of `threshold`.
Answer sensitivity_answer(const Config& config, const Sensitivity& found, int threshold);

/// The same of a result file, from the draws that it keeps one by one.
struct GivenSensitivity {
  const Result& result;
  const Config& config;
  std::vector<int> thresholds;
  std::vector<Drivers> drivers;  ///< [place in `thresholds`]
};
Data given_data(const GivenSensitivity& found);
/// A table of all thresholds where there are several, then all that is known of `threshold`, or of
/// the only one.
Answer given_answer(const GivenSensitivity& found, int threshold);

}  // namespace racecast
