// The evidence registry: what the `source` of a prior refers to.
#pragma once

#include <set>
#include <string>

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

}  // namespace racecast
