#include "host/results/annotate.hpp"

#include <fmt/core.h>

#include <chrono>
#include <numeric>

namespace racecast {

void put_flags(hid_t dataset, int values, const std::string& meanings) {
  std::vector<std::int8_t> numbers(static_cast<std::size_t>(values));
  std::iota(numbers.begin(), numbers.end(), std::int8_t{0});
  h5::put_numbers<std::int8_t>(dataset, "flag_values", numbers);
  h5::put_text(dataset, "flag_meanings", meanings);
}

void put_event_bits(hid_t dataset) {
  std::vector<std::int32_t> masks;
  std::string names, meanings;
  for (int bit = 0; bit < event_count; ++bit) {
    const EventRow& row = event_rows[bit];
    masks.push_back(1 << bit);
    names += fmt::format("{}{}", bit == 0 ? "" : " ", row.name);
    meanings += fmt::format("{}bit {}, {}: {}", bit == 0 ? "" : "; ", bit, row.name, row.meaning);
  }
  h5::put_numbers<std::int32_t>(dataset, "flag_masks", masks);
  h5::put_text(dataset, "flag_meanings", names);
  h5::put_text(dataset, "comment", meanings);
}

std::string date_unit(const YearMonth& start) {
  const YearMonth zero = start.plus(-1);
  return fmt::format("days since {:04}-{:02}-01", zero.year, zero.month);
}

std::vector<std::int32_t> first_days(const Result& result) {
  const auto day = [&](int month) {
    const YearMonth at = result.start.plus(month - 1);
    return std::chrono::sys_days(std::chrono::year(at.year) /
                                 std::chrono::month(static_cast<unsigned>(at.month)) / 1);
  };
  std::vector<std::int32_t> days;
  for (int month = 0; month <= result.layout.horizon; ++month)
    days.push_back(static_cast<std::int32_t>((day(month) - day(0)).count()));
  return days;
}

void put_calendar(hid_t dataset) {
  h5::put_text(dataset, "calendar", "standard");
  h5::put_text(dataset, "standard_name", "time");
}

}  // namespace racecast
