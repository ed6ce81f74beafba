#include "host/text/count.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "host/error.hpp"

namespace racecast {
namespace {

constexpr std::string_view powers_of_1000 = "kMGT";

/// Without the underscores, each of which must stand between digits.
std::optional<std::string> without_separators(const std::string& text) {
  const auto digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      plain += text[i];
    } else if (i == 0 || !digit(i - 1) || !digit(i + 1)) {
      return std::nullopt;
    }
  }
  return plain;
}

/// "1.000" is one to some and a thousand to others.
bool has_idle_point(const std::string& text) {
  return text.find('.') != std::string::npos &&
         text.find_first_not_of("0123456789._") == std::string::npos;
}

std::optional<std::uint64_t> exact_count(const std::string& text) {
  std::optional<std::string> plain = without_separators(text);
  if (!plain || plain->empty() || has_idle_point(text)) return std::nullopt;
  double unit = 1;
  const std::size_t suffix = powers_of_1000.find(plain->back() == 'K' ? 'k' : plain->back());
  if (suffix != std::string_view::npos) {
    unit = std::pow(1000.0, static_cast<double>(suffix + 1));
    plain->pop_back();
  }
  const char* end = plain->data() + plain->size();
  std::uint64_t whole = 0;
  const auto as_whole = std::from_chars(plain->data(), end, whole);
  if (unit == 1 && as_whole.ec == std::errc() && as_whole.ptr == end) return whole;
  double value = 0;
  const auto as_real = std::from_chars(plain->data(), end, value);
  if (as_real.ec != std::errc() || as_real.ptr != end) return std::nullopt;
  // 2.3 * 1000 need not be exactly 2300.
  const double scaled = value * unit;
  const double rounded = std::round(scaled);
  constexpr double exact_below = 9007199254740992.0;  // 2^53
  if (!(rounded >= 0 && rounded < exact_below)) return std::nullopt;
  if (std::fabs(scaled - rounded) > 1e-15 * rounded) return std::nullopt;
  return static_cast<std::uint64_t>(rounded);
}

}  // namespace

std::uint64_t parse_count(const std::string& text, const std::string& option, std::uint64_t low,
                          std::uint64_t high) {
  const std::optional<std::uint64_t> count = exact_count(text);
  if (!count) {
    throw Error(
        ErrorKind::usage,
        fmt::format("{} takes a whole number, not \"{}\"{}; write it like 1000000, "
                    "1_000_000, 1e6 or 1M",
                    option, text, has_idle_point(text) ? " (a point begins a fraction)" : ""));
  }
  if (*count < low || *count > high) {
    throw Error(ErrorKind::usage,
                fmt::format("{} {} is out of range; give {} to {}", option, text, low, high));
  }
  return *count;
}

double parse_real(const std::string& text, const std::string& option, double low, double high) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value))
    throw Error(ErrorKind::usage, fmt::format("{} takes a finite number, not \"{}\"; write it like "
                                              "0.05 or 5e-2",
                                              option, text));
  if (value < low || value > high)
    throw Error(ErrorKind::usage,
                fmt::format("{} {} is out of range; give {} to {}", option, text, low, high));
  return value;
}

std::string short_count(double value) {
  std::string unit;
  for (const char suffix : powers_of_1000) {
    if (value < 999.5) break;
    value /= 1000;
    unit = suffix;
  }
  if (unit.empty()) return fmt::format("{:.0f}", value);
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f}{}", value, decimals, unit);
}

std::string short_duration(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace racecast
