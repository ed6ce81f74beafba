#include "host/text/year_month.hpp"

#include <fmt/format.h>

#include "kernels/model/limits.hpp"

namespace racecast {
namespace {

int month_number(const YearMonth& month) { return month.year * months_per_year + month.month - 1; }

}  // namespace

YearMonth YearMonth::plus(int months) const {
  const int number = month_number(*this) + months;
  const int in_year = (number % months_per_year + months_per_year) % months_per_year;
  return {(number - in_year) / months_per_year, in_year + 1};
}

std::string YearMonth::text() const { return fmt::format("{:04}-{:02}", year, month); }

std::optional<YearMonth> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return {};
  int digits = 0;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u}) {
    if (text[i] < '0' || text[i] > '9') return {};
    digits = digits * 10 + (text[i] - '0');
  }
  const YearMonth month{digits / 100, digits % 100};
  if (month.year < 1900 || month.year > 2999 || month.month < 1 || month.month > 12) return {};
  return month;
}

int months_between(const YearMonth& from, const YearMonth& to) {
  return month_number(to) - month_number(from);
}

}  // namespace racecast
