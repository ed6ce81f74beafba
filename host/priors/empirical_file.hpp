// Priors whose values stand in a file of their own.
#pragma once

#include <cstddef>

#include "host/toml/diagnostics.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// An empirical file at most; more values than max_inline_values are replaced by as many of their
/// quantiles, evenly spaced from the least to the greatest.
inline constexpr std::size_t max_data_bytes = std::size_t{64} << 20;
inline constexpr std::size_t max_inline_values = 4096;

/// Replaces `file` and `column` of every table with dist = "empirical" in the tree by `values` and
/// `origin`, so that the tree needs no other file. A file that cannot be used is reported, and its
/// table is left as it is.
void inline_empirical_files(Value& tree, Diagnostics& diagnostics);

}  // namespace racecast
