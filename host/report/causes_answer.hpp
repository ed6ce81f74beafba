// What stands behind the answer for one threshold, as sections of an answer and as data.
#pragma once

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {

/// "How sure", "When", "What moves it" and "What would have to be true".
void tell_causes(const Result& result, int threshold, Answer& answer);

/// {odds, variance, years, turns, crosses_half, events, worlds}.
Data causes_data(const Result& result, const WorldSource& source, int threshold);

}  // namespace racecast
