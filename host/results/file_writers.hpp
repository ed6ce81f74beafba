// The groups of a result file, as write_result() puts them together.
#pragma once

#include "host/result/result.hpp"
#include "host/results/annotate.hpp"

namespace racecast {

/// Attributes, coordinates, thresholds and tables. Throws h5::Failure.
void write_root(hid_t file, const Result& result);

/// The rows of file_fields.hpp, and a text of any length with its attributes. Throw h5::Failure.
void put_provenance(hid_t group, const Provenance& provenance);
void put_long_text(hid_t group, const char* name, const char* long_name, const std::string& text);

/// Where the counts come from, and their digests. Throws h5::Failure.
void write_provenance(hid_t file, const Result& result);

/// Groups /fan, /draws and /samples, those that the result has. Throws h5::Failure.
void write_groups(hid_t file, const Result& result);

}  // namespace racecast
