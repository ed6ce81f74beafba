// Texts as a damaged or hostile file may have them.
#pragma once

#include <string>

#include "tests/damage/random.hpp"

namespace racecast::damage {

/// `text` with some bytes, lines or keys changed, or another text.
std::string damaged_text(std::string text, Random& random);

}  // namespace racecast::damage
