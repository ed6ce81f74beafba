#include "host/priors/prior_lowering.hpp"

#include <cmath>

#include "host/priors/quantile_cells.hpp"

namespace racecast {
namespace {

Prior lower_line(const LinkedLine& line, double unit) {
  double offset = line.offset, scale = line.scale;
  if (line.link == Link::exp) {
    offset -= std::log(unit);
  } else if (line.link == Link::identity) {
    offset /= unit;
    scale /= unit;
  }
  Prior prior{};
  prior.link = line.link;
  prior.offset = static_cast<float>(offset);
  prior.scale = static_cast<float>(scale);
  return prior;
}

}  // namespace

std::optional<Prior> lower_prior(const BoundedPrior& prior, std::vector<QuantileCell>& cells) {
  const auto low = static_cast<float>(prior.low / prior.unit);
  const auto high = static_cast<float>(prior.high / prior.unit);
  // A logistic is bounded by 1 of its own unit, so it cannot be rescaled within its link.
  const auto line = prior.distribution->line();
  if (!line || (line->link == Link::logistic && prior.unit != 1)) {
    return make_cells({*prior.distribution, prior.unit, low, high}, cells);
  }
  Prior lowered = lower_line(*line, prior.unit);
  lowered.low = low;
  lowered.high = high;
  return lowered;
}

}  // namespace racecast
