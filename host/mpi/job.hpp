// One call of the leading engine, as the other ranks learn of it.
#pragma once

#include "host/commands/device.hpp"
#include "host/mpi/messages.hpp"

namespace racecast::mpi {

/// A forecast with its tables, what is counted of it, and the devices it may run on.
struct Job {
  DeviceChoice device;
  Forecast forecast{};
  std::vector<QuantileCell> cells;
  std::vector<ScorePart> parts;
  std::vector<float> scores;  ///< of the table of scores, if there is one
  bool fan = false;
  bool draws = false;
  bool months = false;                          ///< of the draws that are kept
  std::uint64_t first_kept = 0, run_draws = 0;  ///< of the draws that are kept one by one

  /// With the tables in this job's memory.
  Forecast bound() const;
};
Job job_of(const DeviceChoice& device, const Forecast& forecast, const Tally& to);

void put_device(Writer& to, const DeviceChoice& device);
DeviceChoice take_device(Reader& from);

Bytes packed(const Job& job);
Job unpacked_job(std::span<const std::byte> bytes);

/// What a rank says when it asks for draws: what it has done since it last asked.
struct Ask {
  std::uint64_t draws = 0;
  double seconds = 0;  ///< that it took for them
  bool interrupted = false;
  std::uint64_t outcomes[max_thresholds][outcome_count] = {};
};

/// Runs draws to their end, whatever happens: what was dealt is counted.
Ask run_chunk(Engine& engine, const Forecast& forecast, Range range, const Tally& to);

}  // namespace racecast::mpi
