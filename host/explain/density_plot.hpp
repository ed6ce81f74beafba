// The density of a prior in characters.
#pragma once

#include <string>

#include "host/explain/shape.hpp"

namespace racecast {

/// Lines of at most `columns` characters with a newline each: block characters over an axis with
/// marks at 5, 50 and 95 %, or a bar for each value of a prior that has only a few.
std::string density_plot(const ConfigParameter& parameter, std::size_t columns);

}  // namespace racecast
