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

/// The tree of a TOML file. Throws Error where it cannot be read.
Value read_tree(const std::string& path);

/// What stands at a path of keys with dots between them; null where there is nothing.
const Member* find_path(const Value& tree, std::string_view path);

/// A number or a text as people write it; of the key of a table, "" where there is none.
std::string plain_text(const Value& value);
std::string text_of(const Value& table, std::string_view key);

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
