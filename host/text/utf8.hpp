// UTF-8: its validity, and a detour around the parser's handling of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace racecast {

inline bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u;
}

/// Place of the first byte that does not belong to a well-formed character: overlong forms,
/// surrogates and numbers above U+10FFFF are not well-formed (Unicode 15, table 3-7).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Place of the first character from U+F0000 to U+FFFFF.
std::optional<std::size_t> first_in_plane15(std::string_view text);

/// `text` with every character from U+0080 to U+FFFF moved up by 0xF0000. For some of these the
/// parser's test for white space is undefined behaviour (an accent after a line's end in a long
/// string is enough), for none beyond U+FFFF. Lines and columns stay.
std::string move_to_plane15(std::string_view text);

/// Undoes move_to_plane15().
std::string move_from_plane15(std::string_view text);

/// Valid UTF-8 on one line that a terminal shows and does not act on: everything else is a '?'.
std::string printable(std::string_view text);

/// Text fit for one line of a terminal: control characters replaced, long text shortened.
std::string shown(std::string_view text);

}  // namespace racecast
