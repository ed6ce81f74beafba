// The tables of a result for spreadsheets and data frames: long ("tidy"), one row a cell, with its
// coordinates as columns and dates beside months.
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/count_tables.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {

/// Nothing is an empty field, or null. A number that is not finite is the same.
using ExportCell =
    std::variant<std::monostate, std::string, std::int64_t, std::uint64_t, double, float>;
using ExportRow = std::vector<ExportCell>;
using ExportRows = std::function<void(const ExportRow&)>;  ///< takes one row after the other

struct ExportColumn {
  std::string name;
  std::string unit;  ///< "1": a pure number; "": a text or a date, or the row says it
};

struct ExportTable {
  std::string name, meaning;
  std::vector<ExportColumn> columns;
  std::function<void(const ExportRows&)> rows;  ///< calls back with each row, as long as `columns`
};

/// A table that can be had, and how.
struct ExportEntry {
  std::string name, meaning;
  std::function<ExportTable()> make;
};

/// Every table of a result, in the order of the list. `config` is called, perhaps never, for the
/// config that the result carries; what it throws comes out of make(). The entries refer to
/// `result`, which must outlive them.
std::vector<ExportEntry> export_entries(const Result& result, std::function<Config()> config);

/// Throws Error(usage), with what may be meant, where there is no table `name`.
const ExportEntry& entry_named(const std::vector<ExportEntry>& entries, const std::string& name);

/// A line a table: its name and what it holds.
std::string export_list(const std::vector<ExportEntry>& entries);

/// A header, and the rows (RFC 4180 but for the line ends, which are \n).
void write_csv(const ExportTable& table, std::ostream& to);

/// {"table": ..., "meaning": ..., "units": {column: unit}, "rows": [{column: value, ...}, ...]}
void write_json(const ExportTable& table, std::ostream& to);

// The tables that export_entries() puts together.
ExportTable export_counts(const Result& result, const CountTable& table);
ExportTable export_reals(const Result& result, const RealTable& table);
ExportTable export_fan(const Result& result);
ExportTable export_samples(const Result& result);
ExportTable export_parameters(const Config& config);
/// The draws that `result` kept; their parameters are drawn again from `config`.
ExportTable export_draws(const Result& result, const Config& config);
ExportTable export_summary(const Result& result);

/// "2026-01-01", the first day of a month of the model; nothing for one after the horizon or -1.
ExportCell date_cell(const Result& result, int month);
/// The names of the events of a pattern, and with spaces between them.
std::vector<std::string> event_names(std::int64_t pattern);
std::string events_text(std::int64_t pattern);

}  // namespace racecast
