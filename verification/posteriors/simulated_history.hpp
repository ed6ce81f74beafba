// Histories that a small config could have had: what calibrations are tested with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/calibrate/target.hpp"
#include "host/history/history.hpp"

namespace racecast::verification {

/// A forecast of three years with six priors, two of them correlated: spending of both nations and
/// its growth, what money buys, and how long building takes. `volatility` is that of spending.
std::string small_config(double volatility);

/// Spending of both nations by year and US installed compute by half year, with errors that each
/// series shares and errors of each observation, multiplied by `error_factor`. Nothing is observed
/// yet: every value is 1.
History small_history(double error_factor = 1);

/// `history` as the world of the scores `z` could have had it: numbers of its first path, with
/// errors drawn by `history`'s standard deviations. `draw` and the config's seed make the random
/// numbers.
void simulate(const Config& config, std::span<const float> z, std::uint64_t draw, History& history);

/// Standard normal numbers that belong to `draw` and the config's seed.
std::vector<double> standard_normals(const Config& config, std::uint64_t draw, std::size_t count);

}  // namespace racecast::verification
