// What the groups of a file say in the same words: attributes, flags, event bits and dates.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/hdf5/hdf5_write.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// The two attributes that every variable has.
inline void describe(hid_t dataset, const std::string& unit, const std::string& long_name) {
  h5::put_text(dataset, "units", unit);
  h5::put_text(dataset, "long_name", long_name);
}

/// CF's flag_values 0, 1, ... and their meanings, words with spaces between them.
void put_flags(hid_t dataset, int values, const std::string& meanings);

/// CF's flag_masks of the event table.
void put_event_bits(hid_t dataset);

/// "days since" the first of month 0, which is the month before the start.
std::string date_unit(const YearMonth& start);
/// Days from the first of month 0 to the first of each month up to the horizon.
std::vector<std::int32_t> first_days(const Result& result);
/// What makes CF dates of numbers in date_unit(), beside describe().
void put_calendar(hid_t dataset);

}  // namespace racecast
