// Where draws are taken from so that a rare outcome is met often: shifted scores.
#pragma once

#include <cstdint>
#include <vector>

#include "host/design/tabled_forecast.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast {

/// By how much shifted draws move the own score of a parameter, in standard deviations of its
/// prior.
struct ScoreShift {
  std::uint32_t stream = 0;  ///< draw_stream()
  float shift = 0;
  friend bool operator==(const ScoreShift&, const ScoreShift&) = default;
};

/// Even draws are of the priors. In odd draws every own score is scale * z + its shift.
struct Proposal {
  std::vector<ScoreShift> shifts;  ///< a stream at most once; streams that are not here stay
  float scale = 1;                 ///< other than 1 only while a direction is searched for

  bool is_plain() const { return shifts.empty() && scale == 1; }
  /// Sum of the squared shifts.
  double square() const;
};

/// A forecast whose odd draws are shifted, with tables of its own.
class ProposedForecast {
 public:
  ProposedForecast(const Forecast& forecast, const Proposal& proposal);
  ProposedForecast(const ProposedForecast&) = delete;
  ProposedForecast& operator=(const ProposedForecast&) = delete;

  const Forecast& get() const { return own_.forecast; }

 private:
  OwnForecast own_;
};

}  // namespace racecast
