// Value to TOML text.
#pragma once

#include <string>

#include "host/toml/value.hpp"

namespace racecast {

/// A document that reads back as the same tables in the same order with the same values.
std::string write_toml(const Value& document);

/// One value as it stands behind "key = "; a table in braces.
std::string inline_toml(const Value& value);

}  // namespace racecast
