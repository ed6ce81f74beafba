#include "host/rare/proposal.hpp"

#include <unordered_map>

namespace racecast {

double Proposal::square() const {
  double sum = 0;
  for (const ScoreShift& each : shifts)
    sum += static_cast<double>(each.shift) * static_cast<double>(each.shift);
  return sum;
}

ProposedForecast::ProposedForecast(const Forecast& forecast, const Proposal& proposal)
    : own_(forecast) {
  std::unordered_map<std::uint32_t, float> shift_of;
  for (const ScoreShift& each : proposal.shifts) shift_of.emplace(each.stream, each.shift);
  const auto set_shift = [&](auto& source) {
    const auto found = shift_of.find(source.stream);
    source.shift = found == shift_of.end() ? 0.0f : found->second;
  };
  for (Prior& prior : own_.tables.priors) set_shift(prior);
  for (ScorePart& part : own_.tables.score_parts) set_shift(part);
  own_.forecast.shifted_scale = proposal.is_plain() ? 0.0f : proposal.scale;
}

}  // namespace racecast
