// The parameters of one draw, without running it: which world its paths share.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/model/forecast.hpp"

namespace racecast {

/// Bit-equal to what a batch gives the paths of the draw.
struct DrawParameters {
  std::vector<float> given;   ///< [parameter slot], in the units of the parameter table
  std::vector<float> scores;  ///< [prior], standard normal, in the order of Forecast::prior
};

DrawParameters draw_parameters(const Forecast& forecast, std::uint64_t draw);

/// The own score of the stream of `source` in a draw, shifted by its shift where the draw is.
float own_score(const Forecast& forecast, const ScorePart& source, std::uint64_t draw);

/// The standard normal score at (word + 1/2) 2^-32, as draws have it: for designs.
float normal_score(std::uint32_t word);

}  // namespace racecast
