#include "host/text/count.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "host/error.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

constexpr std::string_view powers_of_1000 = "kMGT";

/// Whether all of `text` is a number, which is then in `number`.
template <class Number>
bool is_read(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

template <class Number>
Number within(Number number, Number low, Number high, const std::string& text,
              const std::string& option) {
  if (number >= low && number <= high) return number;
  throw Error(ErrorKind::usage,
              fmt::format("{} {} is out of range; give {} to {}", option, text, low, high));
}

/// "1.000" is one to some and a thousand to others.
bool has_idle_point(const std::string& text) {
  return text.find('.') != std::string::npos &&
         text.find_first_not_of("0123456789._") == std::string::npos;
}

std::optional<std::uint64_t> exact_count(const std::string& text) {
  std::string plain = without_separators(text);
  if (plain.empty() || has_idle_point(text)) return std::nullopt;
  double unit = 1;
  const std::size_t suffix = powers_of_1000.find(plain.back() == 'K' ? 'k' : plain.back());
  if (suffix != std::string_view::npos) {
    unit = std::pow(1000.0, static_cast<double>(suffix + 1));
    plain.pop_back();
  }
  std::uint64_t whole = 0;
  if (unit == 1 && is_read(plain, whole)) return whole;
  double value = 0;
  if (!is_read(plain, value)) return std::nullopt;
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
  return within(*count, low, high, text, option);
}

double parse_real(const std::string& text, const std::string& option, double low, double high) {
  double value = 0;
  if (!is_read(text, value) || !std::isfinite(value))
    throw Error(ErrorKind::usage, fmt::format("{} takes a finite number, not \"{}\"; write it like "
                                              "0.05 or 5e-2",
                                              option, text));
  return within(value, low, high, text, option);
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
