#include "host/text/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace racecast {
namespace {

// Bytes of the character that begins at `text`, 0 where it is not well-formed.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto within = [&](std::size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return within(1, 0x80, 0xbf) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const bool second = within(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
    return second && within(2, 0x80, 0xbf) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const bool second = within(1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
    return second && within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf) ? 4 : 0;
  }
  return 0;
}

constexpr std::uint32_t plane15 = 0xf0000;

std::uint32_t decode(std::string_view character) {
  constexpr unsigned lead_bits[] = {0x7f, 0x7f, 0x1f, 0x0f, 0x07};
  std::uint32_t code = static_cast<unsigned char>(character[0]) & lead_bits[character.size()];
  for (const char c : character.substr(1)) {
    code = code << 6 | (static_cast<unsigned char>(c) & 0x3fu);
  }
  return code;
}

void append(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr std::uint32_t lead[] = {0x00, 0xc0, 0xe0, 0xf0};
  put(lead[more] | code >> (6 * more));
  for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) put(0x80u | (code >> shift & 0x3fu));
}

/// Calls visit(character, whether it is well-formed) until that says true, and returns the place of
/// this character. A byte of what is not well-formed counts as one.
template <class Visit>
std::optional<std::size_t> find_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text.substr(at));
    const std::string_view character = text.substr(at, std::max<std::size_t>(1, length));
    if (visit(character, length > 0)) return at;
    at += character.size();
  }
  return {};
}

template <class Map>
std::string map_characters(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  find_character(text, [&](std::string_view character, bool) {
    append(out, map(decode(character)));
    return false;
  });
  return out;
}

bool in_plane15(std::uint32_t code) { return code >= plane15 && code < plane15 + 0x10000; }

// What a terminal may act on instead of showing it: C0, DEL, C1, separators of lines, and the marks
// that turn the direction of writing.
bool acts_on_terminal(std::uint32_t code) {
  const auto within = [&](std::uint32_t low, std::uint32_t high) {
    return code >= low && code <= high;
  };
  return code < 0x20 || within(0x7f, 0x9f) || within(0x2028, 0x202e) || within(0x2066, 0x2069);
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  return find_character(text, [](std::string_view, bool well_formed) { return !well_formed; });
}

std::optional<std::size_t> first_in_plane15(std::string_view text) {
  return find_character(
      text, [](std::string_view character, bool) { return in_plane15(decode(character)); });
}

std::string move_to_plane15(std::string_view text) {
  return map_characters(text, [](std::uint32_t code) {
    return code >= 0x80 && code < 0x10000 ? code + plane15 : code;
  });
}

std::string move_from_plane15(std::string_view text) {
  return map_characters(text, [](std::uint32_t code) {
    const std::uint32_t moved = code - plane15;
    // An escape may spell a character of plane 15 that move_to_plane15() cannot have made.
    const bool possible = in_plane15(code) && moved >= 0x80 && (moved & 0xf800u) != 0xd800u;
    return possible ? moved : code;
  });
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  find_character(text, [&](std::string_view character, bool well_formed) {
    out += well_formed && !acts_on_terminal(decode(character)) ? character : "?";
    return false;
  });
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 80;
  std::string out = printable(text);
  std::size_t end = std::min(out.size(), longest);
  while (end < out.size() && is_continuation_byte(out[end])) ++end;
  if (end == out.size()) return out;
  out.resize(end);
  return out + "...";
}

}  // namespace racecast
