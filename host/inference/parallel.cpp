#include "host/inference/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <vector>

#include "kernels/engine/cpu_features.hpp"

namespace racecast {

void for_each_in_parallel(std::size_t size, int threads,
                          const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    try {
      for (std::size_t i = next++; i < size; i = next++) work(i);
    } catch (...) {
      next = size;
      throw;
    }
  };
  const auto allowed = static_cast<std::size_t>(threads > 0 ? threads : available_threads());
  const std::size_t workers = std::min(allowed, std::max<std::size_t>(1, size));
  std::vector<std::future<void>> others;  // which end before this function does
  for (std::size_t worker = 1; worker < workers; ++worker)
    others.push_back(std::async(std::launch::async, take));
  take();
  for (std::future<void>& other : others) other.get();
}

}  // namespace racecast
