// The CPU engine: draws spread over threads, each thread with counts of its own.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "kernels/engine/cpu_features.hpp"
#include "kernels/engine/cpu_isa.hpp"
#include "kernels/engine/engine.hpp"

RC_DECLARE_ISA(portable)
#if defined(RC_HAVE_AVX2)
RC_DECLARE_ISA(avx2)
#endif
#if defined(RC_HAVE_AVX512)
RC_DECLARE_ISA(avx512)
#endif

namespace racecast {
namespace {

struct IsaBuild {
  CpuIsa isa;
  const char* name;
  decltype(&portable::run_draws) run_draws;
  decltype(&portable::selftest) selftest;
};

constexpr IsaBuild builds[] = {
    {CpuIsa::portable, "portable", portable::run_draws, portable::selftest},
#if defined(RC_HAVE_AVX2)
    {CpuIsa::avx2, "avx2", avx2::run_draws, avx2::selftest},
#endif
#if defined(RC_HAVE_AVX512)
    {CpuIsa::avx512, "avx512", avx512::run_draws, avx512::selftest},
#endif
};

const IsaBuild& build_of(int isa) {
  const std::vector<CpuIsa> usable = usable_isas();
  if (usable.empty())
    throw std::runtime_error(
        "this processor is too old for racecast (it lacks AVX2 or FMA); use a processor of 2015 or "
        "newer");
  const CpuIsa wanted = isa < 0 ? usable.back() : static_cast<CpuIsa>(isa);
  for (const IsaBuild& build : builds)
    if (build.isa == wanted && std::ranges::find(usable, wanted) != usable.end()) return build;
  throw std::runtime_error(std::string("the instruction set ") + isa_name(wanted) +
                           " is not available here (not built in, or not supported by this "
                           "processor); leave --isa out");
}

/// Shared progress of the workers of one call of run().
struct Work {
  std::atomic<std::uint64_t> next_draw{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<bool> stop{false};
  std::vector<std::atomic<std::uint64_t>> live;
  std::mutex mutex;
  std::condition_variable changed;
  int running = 0;
  std::exception_ptr failure;

  explicit Work(std::size_t outcomes) : live(outcomes) {}
};

// Small enough that threads end together, large enough that taking one costs nothing.
constexpr std::uint64_t chunk_draws = 16;

void work_on(const IsaBuild& build, const Forecast& forecast, Range range, Work& work,
             std::span<std::uint64_t> counts) {
  if (const int faults = build.selftest(); faults != 0)
    throw std::runtime_error("a worker thread does not do IEEE arithmetic (fault bits " +
                             std::to_string(faults) +
                             "); a library in this process may have changed its control register");
  std::vector<unsigned long long> own(counts.size()), live(work.live.size());
  while (!work.stop.load(std::memory_order_relaxed)) {
    const std::uint64_t first = work.next_draw.fetch_add(chunk_draws, std::memory_order_relaxed);
    if (first >= range.draws) break;
    const std::uint64_t draws = std::min(chunk_draws, range.draws - first);
    build.run_draws(forecast, range.first_draw + first, draws, own.data(), live.data());
    for (std::size_t i = 0; i < live.size(); ++i) {
      work.live[i].fetch_add(live[i], std::memory_order_relaxed);
      live[i] = 0;
    }
    work.done.fetch_add(draws, std::memory_order_relaxed);
  }
  const std::scoped_lock lock(work.mutex);
  for (std::size_t i = 0; i < own.size(); ++i) counts[i] += own[i];
}

/// Runs work_on and reports its end, whatever that is.
void worker(const IsaBuild& build, const Forecast& forecast, Range range, Work& work,
            std::span<std::uint64_t> counts) {
  std::exception_ptr failure;
  try {
    work_on(build, forecast, range, work, counts);
  } catch (...) {
    failure = std::current_exception();
    work.stop = true;
  }
  const std::scoped_lock lock(work.mutex);
  if (failure && !work.failure) work.failure = failure;
  --work.running;
  work.changed.notify_one();
}

/// Passes progress on until the workers are done; true when the sink let them finish.
bool watch(Work& work, Sink& sink) {
  std::vector<std::uint64_t> outcomes(work.live.size());
  const auto tell = [&] {
    for (std::size_t i = 0; i < outcomes.size(); ++i)
      outcomes[i] = work.live[i].load(std::memory_order_relaxed);
    return sink.progress(work.done.load(std::memory_order_relaxed), outcomes);
  };
  bool wanted = true;
  std::unique_lock lock(work.mutex);
  while (work.running > 0) {
    if (work.changed.wait_for(lock, std::chrono::milliseconds(100),
                              [&] { return work.running == 0; }))
      break;
    lock.unlock();
    if (!tell()) {
      wanted = false;
      work.stop = true;
    }
    lock.lock();
  }
  lock.unlock();
  if (work.failure) std::rethrow_exception(work.failure);
  return tell() && wanted;
}

class CpuEngine final : public Engine {
 public:
  explicit CpuEngine(const CpuOptions& options)
      : build_(build_of(options.isa)),
        threads_(options.threads > 0 ? options.threads : available_threads()) {}

  DeviceInfo device() const override {
    return {"cpu", processor_name(),
            std::string(build_.name) + ", " + std::to_string(threads_) +
                (threads_ == 1 ? " thread" : " threads")};
  }

  bool run(const Forecast& forecast, Range range, std::span<std::uint64_t> counts,
           Sink& sink) override {
    Work work(static_cast<std::size_t>(forecast.threshold_count) * outcome_count);
    work.running = threads_;
    std::vector<std::jthread> pool;
    pool.reserve(static_cast<std::size_t>(threads_));
    for (int i = 0; i < threads_; ++i)
      pool.emplace_back(worker, std::cref(build_), std::cref(forecast), range, std::ref(work),
                        counts);
    return watch(work, sink);
  }

 private:
  const IsaBuild& build_;
  int threads_;
};

}  // namespace

const char* isa_name(CpuIsa isa) {
  switch (isa) {
    case CpuIsa::portable: return "portable";
    case CpuIsa::avx2: return "avx2";
    case CpuIsa::avx512: return "avx512";
  }
  return "unknown";
}

std::vector<CpuIsa> usable_isas() {
  std::vector<CpuIsa> usable;
  for (const IsaBuild& build : builds)
    if (processor_runs(build.isa)) usable.push_back(build.isa);
  return usable;
}

int cpu_selftest() {
  int faults = 0;
  for (const CpuIsa isa : usable_isas()) faults |= build_of(static_cast<int>(isa)).selftest();
  return faults;
}

std::unique_ptr<Engine> make_cpu_engine(const CpuOptions& options) {
  return std::make_unique<CpuEngine>(options);
}

}  // namespace racecast
