#include "host/bench/timed_engine.hpp"

#include <fmt/core.h>

#include <chrono>
#include <stdexcept>

#include "host/error.hpp"

namespace racecast {

TimedEngine::TimedEngine(const Forecast& forecast, StopToken stop)
    : forecast_(forecast),
      stop_(stop),
      counts_(static_cast<std::size_t>(layout_of(forecast).size())) {}

double TimedEngine::run(Engine& engine, std::uint64_t draws) {
  using Clock = std::chrono::steady_clock;
  try {
    const Clock::time_point start = Clock::now();
    const bool complete = engine.run(forecast_, {0, draws}, counts_, {stop_, {}}) == draws;
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
