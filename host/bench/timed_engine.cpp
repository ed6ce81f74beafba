#include "host/bench/timed_engine.hpp"

#include <fmt/core.h>

#include <chrono>
#include <stdexcept>
#include <utility>

#include "host/error.hpp"

namespace racecast {
namespace {

class StopSink final : public Sink {
 public:
  explicit StopSink(const std::function<bool()>& interrupted) : interrupted_(interrupted) {}
  bool progress(std::uint64_t, std::span<const std::uint64_t>) override { return !interrupted_(); }

 private:
  const std::function<bool()>& interrupted_;
};

}  // namespace

TimedEngine::TimedEngine(const Forecast& forecast, std::function<bool()> interrupted)
    : forecast_(forecast),
      interrupted_(std::move(interrupted)),
      counts_(static_cast<std::size_t>(layout_of(forecast).size())) {}

double TimedEngine::run(Engine& engine, std::uint64_t draws) {
  using Clock = std::chrono::steady_clock;
  StopSink sink(interrupted_);
  try {
    const Clock::time_point start = Clock::now();
    // Asked before, too: the engine asks too seldom for short runs.
    const bool complete =
        !interrupted_() && engine.run(forecast_, {0, draws}, counts_, sink) == draws;
    const std::chrono::duration<double> took = Clock::now() - start;
    if (complete) return took.count();
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime, fmt::format("the device failed ({}); try --device cpu, or see "
                                                "`racecast devices`",
                                                failure.what()));
  }
  throw Error(ErrorKind::interrupted, "interrupted; nothing was reported");
}

}  // namespace racecast
