// The parameter of a config that a prior of its forecast samples.
#pragma once

#include <cstddef>

#include "host/config/config.hpp"

namespace racecast {

/// Of Forecast::prior[prior].
const ConfigParameter& parameter_of_prior(const Config& config, std::size_t prior);

}  // namespace racecast
