// Calendar months.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace racecast {

struct YearMonth {
  int year = 0;
  int month = 1;  ///< 1 to 12
  /// The month `months` later.
  YearMonth plus(int months) const;
  std::string text() const;  ///< "2026-01"
  friend bool operator==(const YearMonth&, const YearMonth&) = default;
};

/// "2026-01"; none: `text` is something else. Years 1900 to 2999.
std::optional<YearMonth> parse_month(std::string_view text);

/// Months from `from` to `to`; negative where `to` is earlier.
int months_between(const YearMonth& from, const YearMonth& to);

}  // namespace racecast
