// The sections of a summary that explain the answer for one threshold, as text.
#pragma once

#include <string>

#include "host/report/summary_causes.hpp"

namespace racecast {

/// "How sure", "When", "What moves it" and "What would have to be true"; at most 100 columns, with
/// a newline at the end.
std::string sections_text(const Result& result, int threshold);

/// The last of them alone.
std::string worlds_text(const Result& result, const WorldSource& source, int threshold);

/// Its table: the parameters that are elsewhere in those worlds.
std::string world_parameters_text(const Worlds& worlds);

}  // namespace racecast
