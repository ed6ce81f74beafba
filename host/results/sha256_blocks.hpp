// The blocks of SHA-256: plainly, and by the processor's own instructions for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace racecast {

using ShaState = std::array<std::uint32_t, 8>;
inline constexpr std::size_t sha_block = 64;  ///< bytes

/// Takes bytes, a whole number of blocks, into the state.
using ShaBlocks = void (*)(ShaState&, std::span<const std::byte>);

void plain_sha_blocks(ShaState& state, std::span<const std::byte> blocks);
/// Several times faster; null where this processor has no such instructions.
ShaBlocks processor_sha_blocks();

}  // namespace racecast
