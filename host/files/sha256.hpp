// SHA-256 (FIPS 180-4), so that a digest needs no cryptography library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace racecast {

using ShaState = std::array<std::uint32_t, 8>;
inline constexpr std::size_t sha_block = 64;  ///< bytes

/// Takes bytes, a whole number of blocks, into the state.
using ShaBlocks = void (*)(ShaState&, std::span<const std::byte>);
void plain_sha_blocks(ShaState& state, std::span<const std::byte> blocks);
/// By the processor's own instructions, several times faster; null where it has none.
ShaBlocks processor_sha_blocks();

/// Bytes go in by update(), in pieces of any length; hex() ends the message and may be called once.
class Sha256 {
 public:
  Sha256& update(std::span<const std::byte> bytes);
  Sha256& update(std::string_view text);
  /// Each number as eight bytes, the lowest first.
  Sha256& update_u64(std::span<const std::uint64_t> numbers);
  /// The digest: 64 lower-case hexadecimal characters.
  std::string hex();

 private:
  ShaState state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, sha_block> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t length_ = 0;  // bytes
};

}  // namespace racecast
