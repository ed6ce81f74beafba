#include "host/results/group_writer.hpp"

#include <fmt/core.h>

#include <chrono>

namespace racecast {

void put_flags(hid_t dataset, int values, const std::string& meanings) {
  h5::put_numbers(dataset, "flag_values", numbered<std::int8_t>(values));
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
  h5::put_numbers(dataset, "flag_masks", masks);
  h5::put_text(dataset, "flag_meanings", names);
  h5::put_text(dataset, "comment", meanings);
}

Dates dates_of(const Result& result) {
  const YearMonth zero = result.start.plus(-1);
  Dates dates{fmt::format("days since {:04}-{:02}-01", zero.year, zero.month), {}};
  const auto day = [&](int month) {
    const YearMonth at = zero.plus(month);
    return std::chrono::sys_days(std::chrono::year(at.year) /
                                 std::chrono::month(static_cast<unsigned>(at.month)) / 1);
  };
  for (int month = 0; month <= result.layout.horizon; ++month)
    dates.days.push_back(static_cast<std::int32_t>((day(month) - day(0)).count()));
  return dates;
}

void put_calendar(hid_t dataset) {
  h5::put_text(dataset, "calendar", "standard");
  h5::put_text(dataset, "standard_name", "time");
}

}  // namespace racecast
