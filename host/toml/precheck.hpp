// What must hold of a text before the TOML parser may see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace racecast {

inline constexpr std::size_t max_config_bytes = std::size_t{1} << 20;
inline constexpr int max_bracket_depth = 16;
inline constexpr int max_key_parts = 8;

struct TextProblem {
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint;
};

/// The text without a byte-order mark.
std::string_view without_byte_order_mark(std::string_view text);

/// The first reason why `text` (without byte-order mark) must not reach the parser: toml++ 3.3
/// asserts, runs into undefined behaviour or overflows the stack on such input. None: it may.
std::optional<TextProblem> precheck(std::string_view text);

}  // namespace racecast
