// A resolved config as a tree, and the priors in it with their sources.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/config/config.hpp"
#include "host/toml/value.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast::verification {

/// The tree of Config::resolved.
Value resolved_tree(const Config& config);

/// The value at a path of keys with dots between them; null where there is none.
const Value* find_path(const Value& tree, std::string_view path);

/// A parameter that names a source. Places point into the tree.
struct SourcedPrior {
  std::string path;  ///< "us.channel.amazon.growth"
  const ParameterRow* row;
  const Member* member;  ///< the parameter as written
  std::string source;    ///< "judgement" or a key of the registry
  bool has_note = false;
  bool counted = true;  ///< no: of a programme that is already counted, which acts on nothing
};

/// In the order of parameters.def, then of the file.
std::vector<SourcedPrior> sourced_priors(const Value& tree);

}  // namespace racecast::verification
