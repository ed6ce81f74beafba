// The two groups of a result file, as write_result() puts them together.
#pragma once

#include "host/results/hdf5_write.hpp"
#include "host/results/result.hpp"

namespace racecast {

/// Attributes, coordinates, thresholds and tables. Throws h5::Failure.
void write_root(hid_t file, const Result& result);

/// Where the counts come from, and their digests. Throws h5::Failure.
void write_provenance(hid_t file, const Result& result);

/// The two attributes that every variable has.
inline void describe(hid_t dataset, const std::string& unit, const std::string& long_name) {
  h5::put_text(dataset, "units", unit);
  h5::put_text(dataset, "long_name", long_name);
}

}  // namespace racecast
