// Whether a prior leaves out what its own source says.
#pragma once

#include <optional>
#include <string_view>

#include "host/priors/prior_reader.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// From low to high, ends included; -inf and +inf where a source gives one end only.
struct ValueRange {
  double low = 0, high = 0;
};

/// What an entry of the registry says, in the unit of a parameter: from `low` to `high`, widened to
/// hold `value`. Nothing where the entry has no number (a series, a date) or another unit. A unit
/// is the same where it only has another name or scale ("percent" of "1", "M H100e" of "H100e",
/// "months" of "yr"); "x per year" is a growth rate, and read in logs as those of the model are.
std::optional<ValueRange> evidence_range(const Value& entry, std::string_view unit);

/// The 5th and 95th percentile; both ends of a constant are the constant.
ValueRange central_range(const ParameterValue& value);

/// The two ranges of a prior and a source that do not meet.
struct EvidenceConflict {
  ValueRange prior, source;
};

/// Of a parameter's value, in the unit `unit` of its row, and the registry's entry that its
/// `source` names: the conflict, or nothing where the ranges meet or cannot be compared.
std::optional<EvidenceConflict> evidence_conflict(const ParameterValue& value,
                                                  std::string_view unit, const Value& entry);

}  // namespace racecast
