// Text for a terminal: widths in characters, lines broken at spaces, colour where it is wanted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace racecast {

/// The width of every text that is not asked for another, and the most that any of them takes.
inline constexpr std::size_t text_width = 100;

/// How a text is shown.
struct TextStyle {
  std::size_t columns = text_width;
  bool colour = false;

  /// `text` in bold or in yellow, as it is without colour.
  std::string bold(const std::string& text) const;
  std::string warning(const std::string& text) const;
};

/// Characters of a text in UTF-8.
std::size_t width_of(std::string_view text);

/// `text` with at most `width` characters, the last of them "~" where it was longer.
std::string cut(const std::string& text, std::size_t width);

/// cut() and then filled up with spaces on the right or the left.
std::string left_cell(const std::string& text, std::size_t width);
std::string right_cell(const std::string& text, std::size_t width);

/// Lines of at most `columns`, broken at spaces where there are any, each but the first behind
/// `indent` spaces, the first where `used` characters stand already; with a newline at the end.
std::string wrapped(const std::string& text, std::size_t columns, std::size_t indent = 0,
                    std::size_t used = 0);

/// Text of a config on one line: control characters are shown as "?".
std::string one_line(std::string text);

/// At most `digits` significant digits: "0.0512", "81000", "1e29".
std::string short_number(double value, int digits = 4);

}  // namespace racecast
