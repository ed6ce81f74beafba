// Work in pieces, for as many threads as there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace racecast::verification {

/// A piece of [0, all): its number, its first, how many; and which thread has it.
struct Chunk {
  std::uint64_t number, first, count;
  std::size_t thread;
};

/// Calls work(chunk) for pieces of `size`, each once, in any order.
template <class Work>
void for_each_chunk(std::uint64_t all, std::uint64_t size, int threads, const Work& work) {
  std::atomic<std::uint64_t> next{0};
  std::vector<std::jthread> pool;
  for (int i = 0; i < threads; ++i)
    pool.emplace_back([&, thread = static_cast<std::size_t>(i)] {
      for (std::uint64_t number; (number = next.fetch_add(1)) * size < all;)
        work(Chunk{number, number * size, std::min(size, all - number * size), thread});
    });
}

inline std::uint64_t chunks_of(std::uint64_t all, std::uint64_t size) {
  return (all + size - 1) / size;
}

}  // namespace racecast::verification
