#include "host/rare/weight.hpp"

#include <algorithm>
#include <bit>

#include "kernels/engine/draw_parameters.hpp"

namespace racecast {

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
