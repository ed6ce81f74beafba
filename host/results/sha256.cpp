#include "host/results/sha256.hpp"

#include <algorithm>
#include <bit>

namespace racecast {
namespace {

ShaBlocks best_blocks() {
  const ShaBlocks of_processor = processor_sha_blocks();
  return of_processor != nullptr ? of_processor : plain_sha_blocks;
}

void take(ShaState& state, std::span<const std::byte> blocks) {
  static const ShaBlocks best = best_blocks();
  best(state, blocks);
}

}  // namespace

Sha256& Sha256::update(std::span<const std::byte> bytes) {
  length_ += bytes.size();
  if (pending_size_ > 0) {
    const std::size_t taken = std::min(bytes.size(), pending_.size() - pending_size_);
    std::copy_n(bytes.begin(), taken,
                pending_.begin() + static_cast<std::ptrdiff_t>(pending_size_));
    pending_size_ += taken;
    bytes = bytes.subspan(taken);
    if (pending_size_ < pending_.size()) return *this;
    take(state_, pending_);
    pending_size_ = 0;
  }
  const std::size_t whole = bytes.size() - bytes.size() % sha_block;
  take(state_, bytes.first(whole));
  bytes = bytes.subspan(whole);
  std::copy(bytes.begin(), bytes.end(), pending_.begin());
  pending_size_ = bytes.size();
  return *this;
}

Sha256& Sha256::update(std::string_view text) {
  return update(std::as_bytes(std::span(text.data(), text.size())));
}

Sha256& Sha256::update_u64(std::span<const std::uint64_t> numbers) {
  if constexpr (std::endian::native == std::endian::little) return update(std::as_bytes(numbers));
  for (const std::uint64_t number : numbers) {
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::byte>(number >> (8 * i));
    update(bytes);
  }
  return *this;
}

std::string Sha256::hex() {
  const std::uint64_t bits = length_ * 8;
  std::array<std::byte, 72> padding{std::byte{0x80}};
  const std::size_t zeros = (119 - pending_size_) % 64;  // up to 8 bytes below a whole block
  for (std::size_t i = 0; i < 8; ++i)
    padding[1 + zeros + i] = static_cast<std::byte>(bits >> (56 - 8 * i));
  update(std::span(padding).first(1 + zeros + 8));
  std::string text;
  for (const std::uint32_t word : state_)
    for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[(word >> shift) & 15];
  return text;
}

}  // namespace racecast
