// Whether an entry [[correlation]] is well formed.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "host/config/parameter_path.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {

inline constexpr const char* correlation_hint =
    "[[correlation]] with between = [\"us.power.growth\", \"cn.power.growth\"] and rank = 0.3, "
    "or with among = [...] and one rank or a matrix";

class CorrelationForm {
 public:
  CorrelationForm(const ParameterPaths& paths, Diagnostics& diagnostics)
      : paths_(paths), diagnostics_(diagnostics) {}

  /// Whether pairs_of_entry() finds all pairs of parameters that exist, and every rank is one;
  /// reports what is wrong.
  bool check(TableReader& table);

 private:
  bool check_names(const Value& names, const std::string& key, std::size_t most);
  bool check_path(const Value& name);
  bool check_rank(const Value& rank);
  bool check_matrix(const Value& matrix, std::size_t size);

  const ParameterPaths& paths_;
  Diagnostics& diagnostics_;
  std::set<std::string> unknown_;
};

}  // namespace racecast
