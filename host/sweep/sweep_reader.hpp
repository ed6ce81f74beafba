// The parts of parse_sweep_file().
#pragma once

#include <functional>
#include <vector>

#include "host/sweep/sweep_file.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {

inline bool is_design(SweepMethod method) {
  return method == SweepMethod::latin_hypercube || method == SweepMethod::sobol;
}

/// Hands every table of the list `row` to `read`; reports what is no table, and unknown keys.
void each_entry(TableReader& parent, const KeyRow& row, Diagnostics& diagnostics,
                const std::function<void(TableReader&)>& read);

/// A setting a key; tables that are not in braces are parts of the path.
std::vector<Setting> read_settings(TableReader& table, const KeyRow& row);

/// All axes; `method` says what each may hold.
std::vector<SweepAxis> read_axes(TableReader& root, SweepMethod method, Diagnostics& diagnostics);

/// Where `member` was written; of a key that is not there, its table.
Place place_of(const Member* member, const TableReader& table);

}  // namespace racecast
