// A loop whose rounds do not touch each other, over several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace racecast {

/// f(0) ... f(count - 1), in any order. Rethrows the first failure, after all threads have ended.
template <class Function>
void each_in_parallel(std::size_t count, int threads, const Function& f) {
  constexpr std::size_t chunk = 16;
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      for (std::size_t first; (first = next.fetch_add(chunk)) < count;)
        for (std::size_t i = first; i < count && i < first + chunk; ++i) f(i);
    } catch (...) {
      const std::scoped_lock lock(mutex);
      if (!failure) failure = std::current_exception();
      next.store(count);
    }
  };
  {
    std::vector<std::jthread> pool;
    for (int i = 1; i < threads; ++i) pool.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace racecast
