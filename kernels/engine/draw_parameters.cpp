#include "kernels/engine/draw_parameters.hpp"

#include <cstddef>

#include "kernels/model/parameters.hpp"
#include "kernels/model/priors.hpp"

namespace racecast {

DrawParameters draw_parameters(const Forecast& forecast, std::uint64_t draw) {
  DrawParameters world;
  world.given.assign(forecast.fixed, forecast.fixed + parameter_slots);
  world.scores.reserve(static_cast<std::size_t>(forecast.prior_count));
  for (int i = 0; i < forecast.prior_count; ++i) {
    float z[1];
    scores<float>(forecast, i, draw, z);
    const Prior& prior = forecast.prior[i];
    world.given[static_cast<std::size_t>(prior.slot)] = quantile(forecast, prior, z[0]);
    world.scores.push_back(z[0]);
  }
  return world;
}

float own_score(const Forecast& forecast, const ScorePart& source, std::uint64_t draw) {
  float z[1];
  own_scores<float>(forecast, &source, 1, draw, z);
  return z[0];
}

float normal_score(std::uint32_t word) { return normal_quantile<float>(word); }

}  // namespace racecast
