// Which form of its family a prior's table has.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/priors/families.hpp"
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

}  // namespace racecast
