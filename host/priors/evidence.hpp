// The evidence registry: what the `source` of a prior refers to.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "host/toml/diagnostics.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// The word that stands for "nothing but judgement" in place of a key.
inline constexpr const char* judgement = "judgement";

class EvidenceRegistry {
 public:
  explicit EvidenceRegistry(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  /// Adds the entries of a table [KEY] = { quantity, ... } and reports what is wrong with them.
  void add(const Value& entries, const std::string& path);
  /// From now on every key counts as known, because a registry could not be read.
  void give_up() { trusted_ = true; }
  /// Reports a `source` that is neither a key nor "judgement"; marks the entry as used.
  void check_source(const Value& source, const std::string& path);
  /// The entries that sources referred to, in the order of the registry.
  Value used() const;

 private:
  Diagnostics& diagnostics_;
  bool given_ = false, trusted_ = false;
  Value entries_;
  std::set<std::string> used_;
};

/// From low to high, ends included; -inf and +inf where a source gives one end only.
struct ValueRange {
  double low = 0, high = 0;
};

/// What an entry of the registry says, in the unit of a parameter: from `low` to `high`, widened to
/// hold `value`. Nothing where the entry has no number (a series, a date) or another unit. A unit
/// is the same where it only has another name or scale ("percent" of "1", "M H100e" of "H100e",
/// "months" of "yr"); "x per year" is a growth rate, and read in logs as those of the model are.
std::optional<ValueRange> evidence_range(const Value& entry, std::string_view unit);

/// Whether the two do not meet. Rounding in the conversion of units is no conflict.
bool are_apart(const ValueRange& a, const ValueRange& b);

}  // namespace racecast
