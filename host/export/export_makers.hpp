// The tables that export_entries() puts together.
#pragma once

#include <string>

#include "host/export/export.hpp"
#include "host/result/count_tables.hpp"
#include "host/results/real_tables.hpp"

namespace racecast {

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
/// The names of the events of a pattern, with spaces between them.
std::string events_text(std::int64_t pattern);
/// The name of an outcome; its number where it is none.
std::string outcome_text(std::int64_t outcome);

}  // namespace racecast
