// TOML text to Value; the only door to toml++.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "host/toml/diagnostics.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// Parses `text`, which stands for `file`. A mistake goes to `diagnostics` and gives nothing.
std::optional<Value> read_toml(std::string_view text,
                               const std::shared_ptr<const SourceFile>& file,
                               Diagnostics& diagnostics);

}  // namespace racecast
