#include "host/design/sobol.hpp"

#include "kernels/base/philox.hpp"

namespace racecast {

SobolSequence::SobolSequence(std::size_t axes) : sequence_(axes), flipped_(axes) {}

void SobolSequence::shift(std::uint64_t seed, std::uint32_t set) {
  constexpr std::uint32_t purpose = 3;  // beside those of latin_hypercube()
  for (std::size_t axis = 0; axis < flipped_.size(); ++axis) {
    const Words<std::uint32_t> words =
        philox<std::uint32_t>({0, purpose, static_cast<std::uint32_t>(axis), set}, seed);
    flipped_[axis] = std::uint64_t{words.x} << 32 | words.y;
  }
}

void SobolSequence::at(std::uint64_t number, std::span<std::uint64_t> point) {
  first_ = number == 0;
  sequence_.seed(first_ ? 0 : number - 1);
  next(point);
}

void SobolSequence::next(std::span<std::uint64_t> point) {
  for (std::size_t axis = 0; axis < flipped_.size(); ++axis) {
    const std::uint64_t bits = first_ ? 0 : sequence_();  // Boost leaves the origin out
    point[axis] = bits ^ flipped_[axis];
  }
  first_ = false;
}

}  // namespace racecast
