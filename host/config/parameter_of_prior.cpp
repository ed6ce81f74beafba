#include "host/config/parameter_of_prior.hpp"

#include <algorithm>
#include <stdexcept>

namespace racecast {

const ConfigParameter& parameter_of_prior(const Config& config, std::size_t prior) {
  const int slot = config.forecast.prior[prior].slot;
  const auto found =
      std::find_if(config.parameters.begin(), config.parameters.end(),
                   [slot](const ConfigParameter& each) { return each.slot == slot; });
  if (found == config.parameters.end())
    throw std::logic_error("a prior of a forecast is of no parameter of its config");
  return *found;
}

}  // namespace racecast
