// The keys of a prior's family: which form of it they are, and what they say.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/priors/families.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {

/// What the reader of a prior lends to that of its family.
struct PriorContext {
  /// Reports what is wrong with the prior: place, problem ("is out of bounds"), what to do.
  std::function<void(const Place&, const std::string&, const std::string&)> fail;
  /// Whether a level is finite and within the bounds of the parameter; reports what is not.
  std::function<bool(const Value&, double)> check_level;
  /// A prior within this one, by its number from 0, with its text; nothing where it is wrong.
  struct Inner {
    DistributionPtr distribution;
    std::string text;
  };
  std::function<std::optional<Inner>(const Member&, std::size_t)> read_inner;
  double bound_low = 0, bound_high = 0;  ///< of the parameter
};

struct FamilyReading {
  Expected made;
  std::string text;  ///< "normal(mean 0.1, sd 0.02)"
  Place place;       ///< where to complain of `made`
};

/// Reads the table of a prior whose `dist` is there. Nothing where something was wrong and
/// reported.
std::optional<FamilyReading> read_family(TableReader& table, const PriorContext& context);

}  // namespace racecast
