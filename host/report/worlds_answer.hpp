// What would have to be true for the less likely winner, as a section and as data.
#pragma once

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {

void tell_worlds(const Result& result, const WorldSource& source, int threshold, Answer& answer);
Data worlds_data(const Result& result, const WorldSource& source, int threshold);

/// Of any worlds: the parameters that are elsewhere in them, and how many were looked at.
void add_world_parameters(const Worlds& worlds, Answer& answer);
Data world_parameters_data(const Worlds& worlds);

}  // namespace racecast
