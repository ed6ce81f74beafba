// A forecast of shifted draws.
#pragma once

#include "kernels/model/forecast_tables.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast::test {

/// A forecast with correlated priors whose own scores all have a shift.
class Shifted {
 public:
  explicit Shifted(float scale)
      : config_(shipped(
            "quick.toml",
            {.set = {{"correlation",
                      R"([{ between = ["us.power.growth", "cn.power.growth"], rank = 0.9 }])"}}})),
        own_(config_.forecast) {
    const auto shift = [](std::uint32_t stream) {
      return static_cast<float>(stream % 7) * 0.25f - 0.75f;
    };
    for (Prior& prior : own_.tables.priors) prior.shift = shift(prior.stream);
    for (ScorePart& part : own_.tables.score_parts) part.shift = shift(part.stream);
    own_.forecast.shifted_scale = scale;
  }
  Forecast& get() { return own_.forecast; }
  const Forecast& plain() const { return config_.forecast; }

 private:
  Config config_;
  OwnForecast own_;
};

}  // namespace racecast::test
