// Laying one config over another.
#pragma once

#include "host/toml/value.hpp"

namespace racecast {

/// Lays `overlay` over `base`. Tables merge deeply, and what is in both keeps its place in `base`;
/// anything else, and a table written in braces, replaces what it finds. New members are appended.
/// The list `correlation` gets the pairs of both, those of `overlay` where both have one.
/// What is replaced stays with the member that replaced it.
void merge_into(Value& base, Value overlay);

}  // namespace racecast
