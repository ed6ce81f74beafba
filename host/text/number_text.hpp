// Numbers and intervals as text, independent of the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace racecast {

/// The shortest text that reads back as the same double: "0.05", "1e29".
std::string number_text(double value);

/// `text` without the blanks around it.
std::string_view without_blanks(std::string_view text);

/// `text` without the underscores that stand between digits.
std::string without_separators(std::string_view text);

/// A finite number as TOML writes one ("1_000", "+2.5e3"); none: `text` is something else.
std::optional<double> parse_number(std::string_view text);

struct IntervalText {
  double low = 0;
  double high = 0;
};

/// "a to b"; none: `text` is something else.
std::optional<IntervalText> parse_interval(std::string_view text);

}  // namespace racecast
