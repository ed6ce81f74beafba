// Files that are whole, with every digest right, and do not tell the truth.
#pragma once

#include <string>

#include "host/result/result.hpp"
#include "tests/damage/random.hpp"

namespace racecast::damage {

/// What `verify` must say of a forged file.
enum class Lie { text, numbers };

/// Changes `result`; `other` has the same layout and another seed.
Lie forge(Result& result, const Result& other, Random& random);

}  // namespace racecast::damage
