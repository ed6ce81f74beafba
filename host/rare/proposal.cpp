#include "host/rare/proposal.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "kernels/engine/draw_parameters.hpp"

namespace racecast {

double Proposal::square() const {
  double sum = 0;
  for (const ScoreShift& each : shifts)
    sum += static_cast<double>(each.shift) * static_cast<double>(each.shift);
  return sum;
}

OwnForecast proposed_forecast(const Forecast& forecast, const Proposal& proposal) {
  OwnForecast own(forecast);
  std::unordered_map<std::uint32_t, float> shift_of;
  for (const ScoreShift& each : proposal.shifts) shift_of.emplace(each.stream, each.shift);
  const auto set_shift = [&](auto& source) {
    const auto found = shift_of.find(source.stream);
    source.shift = found == shift_of.end() ? 0.0f : found->second;
  };
  for (Prior& prior : own.tables.priors) set_shift(prior);
  for (ScorePart& part : own.tables.score_parts) set_shift(part);
  own.forecast.shifted_scale = proposal.is_plain() ? 0.0f : proposal.scale;
  return own;
}

double exact_exp(double x) {
  constexpr double farthest = 700;
  x = std::clamp(x, -farthest, farthest);
  // x = k ln 2 + r with |r| <= ln 2 / 2; adding 1.5 * 2^52 rounds to a whole number.
  constexpr double magic = 0x1.8p+52;
  const double k = (x * 0x1.71547652b82fep+0 + magic) - magic;
  // ln 2 in two parts, the first with so few digits that its product with k is exact (fdlibm).
  const double r = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
  // Taylor's series; the first term left out is below 2^-58 of the sum.
  double sum = 1;
  for (int n = 14; n > 0; --n) sum = 1 + r * sum / n;
  const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023);
  return sum * std::bit_cast<double>(exponent << 52);
}

std::uint64_t weight_of(double log_ratio) {
  const double weight = 1 / (0.5 + 0.5 * exact_exp(log_ratio));
  return static_cast<std::uint64_t>(weight * static_cast<double>(unit_weight) + 0.5);
}

Weigher::Weigher(const Forecast& proposed, const Proposal& proposal)
    : forecast_(proposed), half_square_(proposal.square() / 2) {
  for (const ScoreShift& each : proposal.shifts)
    shifted_.push_back({each.stream, 1.0f, each.shift, 0});
}

double Weigher::log_ratio(std::uint64_t draw) const {
  double product = 0;
  for (const ScorePart& part : shifted_)
    product +=
        static_cast<double>(part.shift) * static_cast<double>(own_score(forecast_, part, draw));
  return product - half_square_;
}

std::uint64_t Weigher::operator()(std::uint64_t draw) const { return weight_of(log_ratio(draw)); }

}  // namespace racecast
