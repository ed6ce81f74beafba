// What stderr is connected to, and what may therefore be written there.
#pragma once

#include <string>

namespace racecast {

/// Whether a line on stderr can be rewritten in place.
bool stderr_is_terminal();
/// Columns of the terminal on stderr; 80 where they are not known.
int stderr_columns();
/// "racecast: error: ", in colour on a terminal unless NO_COLOR is set.
std::string error_prefix();

}  // namespace racecast
