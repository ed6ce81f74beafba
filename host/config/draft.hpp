// A config after reading: everything typed and checked, not yet packed into a Forecast.
#pragma once

#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/config/correlation.hpp"
#include "host/priors/evidence.hpp"
#include "host/priors/prior_reader.hpp"

namespace racecast {

struct DraftParameter {
  const ParameterRow* row;
  int nation;        ///< of a nation or channel row
  int element;       ///< index of the channel, programme or threshold
  std::string name;  ///< of the element, "" for world and nation rows
  ParameterValue value;
  const Member* member = nullptr;  ///< in the tree; null: the key is absent

  ParameterAddress address() const { return {row, nation, name}; }
  std::string path() const { return address().path(); }
};

struct DraftElement {
  std::string name;
  std::string path;
  Place place;
  const Value* table = nullptr;  ///< in the tree
  bool sound = true;             ///< its own keys, parameters aside, have no mistake
};

struct DraftChannel : DraftElement {
  Pool pool = Pool::market;
};

struct DraftProgramme : DraftElement {
  Programme spending{};
  bool already_counted = false;
};

struct DraftThreshold : DraftElement {
  ThresholdInfo info;
};

struct Draft {
  Config config;  ///< as far as it is read: name, description, start, trajectories, correlations
  Accounting accounting = Accounting::ownership;
  int horizon = 0;
  int paths_per_draw = 0;
  std::uint64_t seed = 0;
  int primary = 0;
  std::vector<DraftChannel> channels[nation_count];
  std::vector<DraftProgramme> programmes;  ///< those that are not already counted
  std::vector<DraftThreshold> thresholds;
  std::vector<DraftParameter> parameters;
  std::vector<ScoreGroup> correlated;
  std::vector<DraftProgramme> left_out;  ///< programmes that are already counted
  std::vector<DraftParameter> left_out_parameters;
};

/// Reads the whole tree; every mistake goes to `diagnostics`, and the draft is of use only where
/// there is none. It points into the tree.
Draft read_draft(const Value& tree, EvidenceRegistry& evidence, Diagnostics& diagnostics);

}  // namespace racecast
