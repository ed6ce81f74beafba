#include "host/text/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace racecast {
namespace {

std::string shortest(double value, std::chars_format format) {
  std::array<char, 400> buffer;  // the longest fixed notation of a double has 327 characters
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return {buffer.data(), end.ptr};
}

// "1e+08" to "1e8".
std::string tidy_exponent(const std::string& text) {
  const std::size_t e = text.find('e');
  std::size_t digits = e + 1;
  const bool negative = text[digits] == '-';
  if (text[digits] == '+' || negative) ++digits;
  while (digits + 1 < text.size() && text[digits] == '0') ++digits;
  return text.substr(0, e + 1) + (negative ? "-" : "") + text.substr(digits);
}

}  // namespace

std::string number_text(double value) {
  constexpr std::size_t readable = 7;
  const std::string fixed = shortest(value, std::chars_format::fixed);
  if (!std::isfinite(value) || fixed.size() <= readable) return fixed;
  const std::string scientific = tidy_exponent(shortest(value, std::chars_format::scientific));
  return scientific.size() < fixed.size() ? scientific : fixed;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string without_separators(std::string_view text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_' || i == 0 || !digit(i - 1) || !digit(i + 1)) plain += text[i];
  }
  return plain;
}

std::optional<double> parse_number(std::string_view text) {
  const std::string digits = without_separators(text);
  const std::size_t sign = digits.size() > 1 && digits[0] == '+' && digits[1] != '-' ? 1 : 0;
  double value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data() + sign, end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value)) return {};
  return value;
}

std::optional<IntervalText> parse_interval(std::string_view text) {
  const std::size_t word = text.find(" to ");
  if (word == std::string_view::npos) return {};
  const auto low = parse_number(without_blanks(text.substr(0, word)));
  const auto high = parse_number(without_blanks(text.substr(word + 4)));
  if (!low || !high) return {};
  return IntervalText{*low, *high};
}

}  // namespace racecast
