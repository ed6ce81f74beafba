// Draws with an outcome, and how many equal ones they are worth.
#pragma once

#include <cstdint>
#include <span>

namespace racecast {

/// A draw with the outcome.
struct EventDraw {
  std::uint64_t draw = 0;
  double weight = 0;  ///< its weight as a sample of the priors, times the paths with the outcome
};

/// Kish's size (sum a)^2 / sum a^2; 0 without any.
double effective_size(std::span<const double> weights);

}  // namespace racecast
