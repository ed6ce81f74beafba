// The CPU engine: draws spread over threads, each thread with counts of its own.
#include <algorithm>
#include <optional>
#include <stdexcept>
#include <vector>

#include "kernels/engine/cpu_features.hpp"
#include "kernels/engine/cpu_isa.hpp"
#include "kernels/engine/engine.hpp"
#include "kernels/engine/workers.hpp"

RC_DECLARE_ISA(portable)
#if defined(RC_HAVE_NEON)
RC_DECLARE_ISA(neon)
#endif
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
#if defined(RC_HAVE_NEON)
    {CpuIsa::neon, "neon", neon::run_draws, neon::selftest},
#endif
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

/// Rows of buckets of the draws of a worker, added to the fan counts of all when there are many:
/// then a series is found once for all of them.
class FanBuffer {
 public:
  FanBuffer(SharedFan* shared, std::uint64_t chunk_draws) : shared_(shared) {
    constexpr std::uint64_t enough_draws = 64;
    if (shared == nullptr) return;
    most_ = std::max(chunk_draws, enough_draws / chunk_draws * chunk_draws);
    rows_.resize(static_cast<std::size_t>(most_) * shared->row_size());
  }
  /// Where the next `draws` go, at most chunk_draws; null: not wanted.
  std::uint16_t* place(std::uint64_t draws) {
    if (shared_ == nullptr) return nullptr;
    if (used_ + draws > most_) flush();
    std::uint16_t* at = rows_.data() + used_ * shared_->row_size();
    used_ += draws;
    return at;
  }
  void flush() {
    if (shared_ == nullptr) return;
    shared_->add_rows({rows_.data(), static_cast<std::size_t>(used_) * shared_->row_size()});
    used_ = 0;
  }

 private:
  SharedFan* shared_;
  std::uint64_t most_ = 0, used_ = 0;
  std::vector<std::uint16_t> rows_;
};

void work_on(const IsaBuild& build, const Forecast& forecast, std::uint64_t chunk_draws,
             DrawQueue& queue, SharedFan* fan, const DrawRows& kept,
             std::span<std::uint64_t> counts) {
  if (const int faults = build.selftest(); faults != 0)
    throw std::runtime_error("a worker thread does not do IEEE arithmetic (fault bits " +
                             std::to_string(faults) +
                             "); a library in this process may have changed its control register");
  // The engines count in the type that CUDA's 64-bit atomics want.
  static_assert(sizeof(unsigned long long) == sizeof(std::uint64_t));
  std::vector<unsigned long long> own(counts.size());
  std::vector<unsigned long long> live(static_cast<std::size_t>(forecast.threshold_count) *
                                       outcome_count);
  std::vector<std::uint64_t> outcomes(live.size());
  FanBuffer rows(fan, chunk_draws);
  for (Range range = queue.take(chunk_draws, chunk_draws); range.draws > 0;
       range = queue.take(chunk_draws, chunk_draws)) {
    std::fill(live.begin(), live.end(), 0ull);
    build.run_draws(forecast, range.first_draw, range.draws, own.data(), live.data(), kept,
                    rows.place(range.draws));
    std::copy(live.begin(), live.end(), outcomes.begin());
    queue.finished(range.draws, outcomes);
  }
  rows.flush();
  std::copy(own.begin(), own.end(), counts.begin());
}

class CpuEngine final : public Engine {
 public:
  explicit CpuEngine(const CpuOptions& options)
      : build_(build_of(options.isa)),
        threads_(options.threads > 0 ? options.threads : available_threads()),
        chunk_draws_(options.chunk_draws) {}

  DeviceInfo device() const override {
    return {"cpu", processor_name(),
            std::string(build_.name) + ", " + std::to_string(threads_) +
                (threads_ == 1 ? " thread" : " threads")};
  }

  std::uint64_t host_bytes(const Forecast& forecast) const override {
    // Each worker counts for itself, and hands a copy over.
    return static_cast<std::uint64_t>(threads_) * 2 * sizeof(std::uint64_t) *
           static_cast<std::uint64_t>(layout_of(forecast).size());
  }

  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override {
    std::optional<SharedFan> fan;
    if (to.fan != nullptr) fan.emplace(*to.fan);
    // A draw has one worker, and no two draws share a row.
    const DrawRows kept = to.draws != nullptr ? to.draws->rows() : DrawRows{};
    const Worker worker = [&](DrawQueue& queue, std::span<std::uint64_t> own) {
      work_on(build_, forecast, chunk_draws_, queue, fan ? &*fan : nullptr, kept, own);
    };
    const std::vector<Worker> workers(static_cast<std::size_t>(threads_), worker);
    return run_workers(workers, layout_of(forecast), range, to.counts, control);
  }

 private:
  const IsaBuild& build_;
  int threads_;
  std::uint64_t chunk_draws_;
};

}  // namespace

const char* isa_name(CpuIsa isa) {
  switch (isa) {
    case CpuIsa::portable:
      return "portable";
    case CpuIsa::neon:
      return "neon";
    case CpuIsa::avx2:
      return "avx2";
    case CpuIsa::avx512:
      return "avx512";
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
