#include "host/text/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"

namespace racecast {

std::string TextStyle::bold(const std::string& text) const {
  return colour ? "\033[1m" + text + "\033[0m" : text;
}

std::string TextStyle::warning(const std::string& text) const {
  return colour ? "\033[1;33m" + text + "\033[0m" : text;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation_byte(c); }));
}

std::string cut(const std::string& text, std::size_t width) {
  if (width_of(text) <= width) return text;
  if (width == 0) return {};
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end) {
    if (!is_continuation_byte(text[end]) && characters++ == width - 1) break;
  }
  return text.substr(0, end) + "~";
}

std::string left_cell(const std::string& text, std::size_t width) {
  const std::string shown = cut(text, width);
  return shown + std::string(width - width_of(shown), ' ');
}

std::string right_cell(const std::string& text, std::size_t width) {
  const std::string shown = cut(text, width);
  return std::string(width - width_of(shown), ' ') + shown;
}

std::string wrapped(const std::string& text, std::size_t columns, std::size_t indent,
                    std::size_t used) {
  std::string lines;
  std::size_t length = used;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t width = width_of(word);
    if (at > 0 && length + 1 + width > columns) {
      lines += '\n' + std::string(indent, ' ');
      length = indent;
    } else if (at > 0) {
      lines += ' ';
      ++length;
    }
    lines += word;
    length += width;
    at = end + 1;
  }
  return lines + '\n';
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\t') c = ' ';
  return printable(text);
}

std::string short_number(double value, int digits) {
  if (!std::isfinite(value)) return number_text(value);
  return number_text(parse_number(fmt::format("{:.{}e}", value, digits - 1)).value_or(value));
}

}  // namespace racecast
