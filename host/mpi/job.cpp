#include "host/mpi/job.hpp"

#include <algorithm>
#include <chrono>

namespace racecast::mpi {
namespace {

constexpr double chunk_seconds = 0.5;

std::uint64_t draws_of_chunk(std::uint64_t draws, double seconds) {
  const auto done = static_cast<double>(draws);
  // The first draws tell little of the rate.
  const double wanted = std::min(done * chunk_seconds / std::max(seconds, 1e-6), 8.0 * done);
  return std::max(least_draws, static_cast<std::uint64_t>(wanted));
}

}  // namespace

DrawRequest run_chunk(Engine& engine, const Forecast& forecast, Range range, const Tally& to) {
  using Clock = std::chrono::steady_clock;
  DrawRequest request;
  const auto keep_outcomes = [&](std::uint64_t, std::span<const std::uint64_t> outcomes) {
    std::ranges::copy(outcomes, &request.outcomes[0][0]);
  };
  const Clock::time_point start = Clock::now();
  request.done = engine.run(forecast, range, to, {{}, keep_outcomes});
  const std::chrono::duration<double> took = Clock::now() - start;
  request.wanted = draws_of_chunk(request.done, took.count());
  return request;
}

Forecast Job::bound() const {
  Forecast bound = tables.bound(forecast);
  bound.table.z = scores.empty() ? nullptr : scores.data();
  return bound;
}

Job job_of(const DeviceChoice& device, const Forecast& forecast, const Tally& to) {
  Job job{device, forecast, ForecastTables(forecast), {}, to.fan != nullptr, to.draws != nullptr};
  if (const ScoreTable& table = forecast.table; table.z != nullptr)
    job.scores.assign(table.z, table.z + table.draws * static_cast<std::uint64_t>(table.width));
  if (job.draws) {
    job.months = !to.draws->months.empty();
    job.first_kept = to.draws->first_draw;
    job.run_draws = to.draws->draws();
  }
  return job;
}

}  // namespace racecast::mpi
