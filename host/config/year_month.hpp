// Months as text.
#pragma once

#include <optional>
#include <string_view>

#include "host/config/config.hpp"

namespace racecast {

/// "2026-01"; none: `text` is something else. Years 1900 to 2999.
std::optional<YearMonth> parse_month(std::string_view text);

/// Months from `from` to `to`; negative where `to` is earlier.
int months_between(const YearMonth& from, const YearMonth& to);

}  // namespace racecast
