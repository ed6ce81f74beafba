// racecast_words LAYOUT [SEED]: the engine's random words as raw bytes on standard output, without
// end, for batteries of statistical tests (dieharder -g 200, RNG_test stdin32). What a path
// consumes is laid out in three ways:
//
//   within    all words of trajectory 0, month by month, then those of trajectory 1, and so on
//   across    one block of one month of trajectories 0, 1, 2 and so on, then the next block
//   strided   the same of trajectories a logical block of 32 paths a draw apart
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "kernels/base/philox.hpp"
#include "kernels/model/limits.hpp"
#include "kernels/model/streams.hpp"

namespace racecast {
namespace {

/// Writes until the reader has had enough.
class Output {
 public:
  Output() { words_.reserve(capacity); }
  void put(const Words<std::uint32_t>& block) {
    words_.insert(words_.end(), {block.x, block.y, block.z, block.w});
    if (words_.size() >= capacity) flush();
  }

 private:
  void flush() {
    const char* from = reinterpret_cast<const char*>(words_.data());
    std::size_t left = words_.size() * sizeof words_[0];
    while (left > 0) {
      const ssize_t written = write(STDOUT_FILENO, from, left);
      if (written <= 0) std::exit(0);
      from += written;
      left -= static_cast<std::size_t>(written);
    }
    words_.clear();
  }
  static constexpr std::size_t capacity = 1 << 16;
  std::vector<std::uint32_t> words_;
};

PathStream<float> stream_of(std::uint64_t trajectory, std::uint64_t seed) {
  return {static_cast<std::uint32_t>(trajectory), static_cast<std::uint32_t>(trajectory >> 32),
          seed, 0};
}

/// Words 1 of the counters of a month, as the model asks for them.
std::vector<std::uint32_t> counters_of(int month) {
  std::vector<std::uint32_t> counters;
  const auto add = [&](int stream, int blocks) {
    for (int block = 0; block < blocks; ++block)
      counters.push_back(counter_word(stream, month, block));
  };
  add(stream_world, world_blocks);
  for (int nation = 0; nation < nation_count; ++nation) {
    add(stream_nation + nation, nation_blocks);
    add(stream_channel + nation, max_channels / 4);
  }
  return counters;
}

[[noreturn]] void within(std::uint64_t seed) {
  Output output;
  for (std::uint64_t trajectory = 0;; ++trajectory) {
    const PathStream<float> random = stream_of(trajectory % max_trajectories, seed);
    for (int month = 1; month <= max_horizon; ++month)
      for (const std::uint32_t counter : counters_of(month)) output.put(random(seed, counter));
  }
}

/// `stride` a power of two: trajectories 0, stride, ..., then 1, stride + 1, ...
[[noreturn]] void across(std::uint64_t seed, std::uint64_t stride) {
  Output output;
  const std::uint64_t turns = max_trajectories / stride;
  for (int month = 1;; month = month % max_horizon + 1)
    for (const std::uint32_t counter : counters_of(month))
      for (std::uint64_t i = 0; i < max_trajectories; ++i)
        output.put(stream_of(i % turns * stride + i / turns, seed)(seed, counter));
}

}  // namespace
}  // namespace racecast

int main(int argc, char** argv) {
  using namespace racecast;
  const std::string layout = argc > 1 ? argv[1] : "";
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  if (layout == "within") within(seed);
  if (layout == "across") across(seed, 1);
  if (layout == "strided") across(seed, 32 * block_draws);
  std::fputs("usage: racecast_words within|across|strided [SEED]\n", stderr);
  return 2;
}
