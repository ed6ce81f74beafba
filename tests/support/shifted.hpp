// A forecast of shifted draws.
#pragma once

#include <vector>

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
        parts_(config_.score_parts),
        forecast_(config_.bound()) {
    const auto shift = [](std::uint32_t stream) {
      return static_cast<float>(stream % 7) * 0.25f - 0.75f;
    };
    for (int i = 0; i < forecast_.prior_count; ++i)
      forecast_.prior[i].shift = shift(forecast_.prior[i].stream);
    for (ScorePart& part : parts_) part.shift = shift(part.stream);
    forecast_.score_part = parts_.data();
    forecast_.shifted_scale = scale;
  }
  Forecast& get() { return forecast_; }
  Forecast plain() const { return config_.bound(); }

 private:
  Config config_;
  std::vector<ScorePart> parts_;
  Forecast forecast_;
};

}  // namespace racecast::test
