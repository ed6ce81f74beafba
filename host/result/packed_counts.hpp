// Counts as bytes, for checkpoints and for messages between ranks.
//
// Most counts are zero and most of the others small, so numbers are packed: seven bits a byte,
// lowest first, the eighth bit set in all bytes but the last (LEB128). An odd number 2 v + 1 is the
// count v, an even one 2 (n - 1) stands for n zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// All that an engine counts: counts, fan (empty: none) and kept draws (likewise), with their
/// months where these are asked for.
std::vector<std::byte> pack_counts(std::span<const std::uint64_t> counts, const FanCounts& fan,
                                   const DrawOutcomes& draws);

/// Adds packed counts to counts of the same extents. Throws std::runtime_error where the bytes are
/// none of pack_counts(), or are of other extents; the counts are then worthless.
void unpack_counts(std::span<const std::byte> bytes, const Tally& to);

}  // namespace racecast
