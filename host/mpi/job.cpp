#include "host/mpi/job.hpp"

#include <algorithm>
#include <chrono>

namespace racecast::mpi {
namespace {

template <class T>
void put_all(Writer& to, const std::vector<T>& values) {
  to.put(values.size());
  to.put(values.data(), values.size());
}

template <class T>
std::vector<T> take_all(Reader& from) {
  std::vector<T> values(from.take<std::size_t>());
  from.take(values.data(), values.size());
  return values;
}

}  // namespace

Ask run_chunk(Engine& engine, const Forecast& forecast, Range range, const Tally& to) {
  using Clock = std::chrono::steady_clock;
  Ask ask;
  const auto keep_outcomes = [&](std::uint64_t, std::span<const std::uint64_t> outcomes) {
    std::copy(outcomes.begin(), outcomes.end(), &ask.outcomes[0][0]);
  };
  const Clock::time_point start = Clock::now();
  ask.draws = engine.run(forecast, range, to, {{}, keep_outcomes});
  ask.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return ask;
}

Forecast Job::bound() const {
  Forecast bound = forecast;
  bound.cell = cells.data();
  bound.score_part = parts.data();
  bound.table.z = scores.empty() ? nullptr : scores.data();
  return bound;
}

Job job_of(const DeviceChoice& device, const Forecast& forecast, const Tally& to) {
  Job job{device,
          forecast,
          {forecast.cell, forecast.cell + forecast.cell_count},
          {forecast.score_part, forecast.score_part + forecast.score_part_count},
          {},
          to.fan != nullptr,
          to.draws != nullptr};
  if (const ScoreTable& table = forecast.table; table.z != nullptr)
    job.scores.assign(table.z, table.z + table.draws * static_cast<std::uint64_t>(table.width));
  if (job.draws) {
    job.months = !to.draws->months.empty();
    job.first_kept = to.draws->first_draw;
    job.run_draws = to.draws->draws();
  }
  return job;
}

void put_device(Writer& to, const DeviceChoice& device) {
  to.put_text(device.device);
  to.put(device.threads);
  to.put_text(device.isa);
}

DeviceChoice take_device(Reader& from) {
  DeviceChoice device;
  device.device = from.take_text();
  device.threads = from.take<int>();
  device.isa = from.take_text();
  return device;
}

Bytes packed(const Job& job) {
  Writer to;
  put_device(to, job.device);
  to.put(job.forecast);
  put_all(to, job.cells);
  put_all(to, job.parts);
  put_all(to, job.scores);
  to.put(job.fan);
  to.put(job.draws);
  to.put(job.months);
  to.put(job.first_kept);
  to.put(job.run_draws);
  return to.bytes();
}

Job unpacked_job(std::span<const std::byte> bytes) {
  Reader from(bytes);
  Job job;
  job.device = take_device(from);
  job.forecast = from.take<Forecast>();
  job.cells = take_all<QuantileCell>(from);
  job.parts = take_all<ScorePart>(from);
  job.scores = take_all<float>(from);
  job.fan = from.take<bool>();
  job.draws = from.take<bool>();
  job.months = from.take<bool>();
  job.first_kept = from.take<std::uint64_t>();
  job.run_draws = from.take<std::uint64_t>();
  return job;
}

}  // namespace racecast::mpi
