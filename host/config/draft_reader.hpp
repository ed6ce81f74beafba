// The parts of read_draft().
#pragma once

#include "host/config/draft.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {

/// What every part needs.
struct DraftReader {
  Draft& draft;
  EvidenceRegistry& evidence;
  Diagnostics& diagnostics;
};

/// All rows of a group from the table `from`; of a threshold, `metric` is that
/// of its value.
void read_rows(ParameterGroup group, TableReader& from, int nation, int element,
               const std::string& name, DraftReader& reader, const MetricRow* metric = nullptr);
void read_channels(TableReader& channels, int nation, DraftReader& reader);
void read_programmes(TableReader& programmes, DraftReader& reader);
/// Thresholds, and `primary` of the root, which names one.
void read_thresholds(TableReader& root, DraftReader& reader);
/// The list `correlation` of the root, after all parameters; `tree` is the whole config.
void read_correlations(TableReader& root, const Value& tree, DraftReader& reader);
/// Reports elements whose random numbers would be the same, also where nations swap streams.
void check_streams(const DraftReader& reader);
/// Reports what can never be meant together, though each value is within its bounds.
void check_combinations(const DraftReader& reader);

}  // namespace racecast
