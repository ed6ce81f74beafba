#include "host/forecast/stopping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/inference/probability.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t first_look = 4 * block_draws;

}  // namespace

double widest_half_width(const Result& result) {
  double widest = 0;
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    const Probability p =
        outcome_probability(result, result.primary, static_cast<Outcome>(outcome));
    widest = std::max(widest, (p.high - p.low) / 2);
  }
  return widest;
}

std::uint64_t StoppingRule::next_look(std::uint64_t done) const {
  if (!half_width_) return most_;
  std::uint64_t look = first_look;
  while (look < done) look *= 2;
  return std::min(look, most_);
}

bool StoppingRule::ends(const Result& result) {
  if (!half_width_) return true;
  const double reached = widest_half_width(result);
  const std::uint64_t done = result.draws();
  const auto blocks = static_cast<double>(done) / static_cast<double>(block_draws);
  note_ = fmt::format("half width {:.2g} after {:.4g} blocks, wanted {:g}", reached, blocks,
                      *half_width_);
  if (would_end(result)) return true;
  // The half width falls with the root of the draws.
  const double ratio = reached / *half_width_;
  const double needed = std::min(static_cast<double>(done) * ratio * ratio, 0x1p62);
  expected_ = next_look(std::max(done + 1, static_cast<std::uint64_t>(std::ceil(needed))));
  return false;
}

bool StoppingRule::would_end(const Result& result) const {
  const std::uint64_t done = result.draws();
  if (done == most_) return true;
  return half_width_ && next_look(done) == done && widest_half_width(result) <= *half_width_;
}

std::string StoppingRule::text() const {
  return half_width_ ? fmt::format("until-ci {:g}", *half_width_) : "";
}

}  // namespace racecast
