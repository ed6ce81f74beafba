// What a process can move: numbers of a draw, by name.
#pragma once

#include <string>
#include <vector>

#include "verification/processes/estimate.hpp"
#include "verification/processes/study.hpp"

namespace racecast::verification {

enum class Kind {
  first,    ///< share of the draw's paths in which the nation is first to the primary threshold, by
            ///< the end of the year where one is given
  arrival,  ///< month of arrival at it, a path that does not arrive counted just after the horizon
  lead,     ///< China's month less the US's, both counted so
  level,    ///< mean over the draw's paths of ln metric
  spread    ///< standard deviation between the draw's paths of ln metric
};

struct Quantity {
  Kind kind;
  int nation = us;
  Metric metric = metric_investment;
  int year = 0;  ///< December of it; 0: the horizon
};

/// "P(us first)", "P(us first by 2030)", "used_compute cn 2035", "spread of investment us 2030".
std::string name_of(const Quantity& quantity);

/// The quantity of every draw.
std::vector<double> of_draws(const Quantity& quantity, const Study& study);

/// How `off` differs from `on` on the same draws: percentage points of first, months of arrival
/// and lead, per cent of level and spread.
Estimate change(const Quantity& quantity, const Study& on, const Study& off);

}  // namespace racecast::verification
