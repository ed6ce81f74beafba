// The keys of a prior's family: which form of it they are, and what they say.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/priors/families.hpp"
#include "host/priors/prior_reader.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {

/// A key and what stands behind it in the table.
using GivenKey = std::pair<std::string, const Member*>;

struct GivenForm {
  const FamilyForm* form;
  std::vector<GivenKey> keys, quantiles;  ///< in the order of the tables of keys
};

/// The first form that the given keys of the family and quantiles determine, and nothing beside it;
/// all of them count as known from now on.
std::optional<GivenForm> find_form(const Family& family, TableReader& table);

/// "give mean and sd, or two quantiles (p5 and p95)".
std::string forms_wanted(const Family& family);

/// What the reader of a prior lends to that of its family.
class PriorContext {
 public:
  virtual ~PriorContext() = default;
  /// Reports what is wrong with the prior: place, problem ("is out of bounds"), what to do.
  virtual void fail(const Place& place, const std::string& problem, const std::string& hint) = 0;
  /// Whether a level is finite and within the bounds of the parameter; reports what is not.
  virtual bool check_level(const Value& value, double level) = 0;
  /// A prior within this one, by its number from 0, a constant as a distribution, too; nothing
  /// where it is wrong.
  virtual std::optional<ParameterValue> read_inner(const Member& member, std::size_t number) = 0;
};

struct FamilyReading {
  const FamilyForm* form;
  FamilyValues values;
  std::string text;  ///< "normal(mean 0.1, sd 0.02)"
  Place place;       ///< where to complain of what the form makes of the values
};

/// Reads the table of a prior whose `dist` is there, of a parameter with these bounds. Nothing
/// where something was wrong and reported.
std::optional<FamilyReading> read_family(TableReader& table, PriorContext& context,
                                         double bound_low, double bound_high);

}  // namespace racecast
