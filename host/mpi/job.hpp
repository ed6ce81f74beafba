// One call of the leading engine, as the other ranks learn of it.
#pragma once

#include "host/machine/device.hpp"
#include "host/mpi/messages.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast::mpi {

/// A forecast with its tables, what is counted of it, and the devices it may run on.
struct Job {
  DeviceChoice device;
  Forecast forecast{};
  ForecastTables tables;
  std::vector<float> scores;  ///< of the table of scores, if there is one
  bool fan = false;
  bool draws = false;
  bool months = false;                          ///< of the draws that are kept
  std::uint64_t first_kept = 0, run_draws = 0;  ///< of the draws that are kept one by one

  /// With the tables in this job's memory.
  Forecast bound() const;
};
Job job_of(const DeviceChoice& device, const Forecast& forecast, const Tally& to);

template <class Stream, MaybeConst<DeviceChoice> Message>
void fields(Stream& stream, Message& choice) {
  stream(choice.device, choice.threads, choice.isa);
}
template <class Stream, MaybeConst<ForecastTables> Message>
void fields(Stream& stream, Message& tables) {
  stream(tables.priors, tables.fixed, tables.cells, tables.score_parts);
}
template <class Stream, MaybeConst<Job> Message>
void fields(Stream& stream, Message& job) {
  stream(job.device, job.forecast, job.tables, job.scores, job.fan, job.draws, job.months,
         job.first_kept, job.run_draws);
}

/// What a rank wants, and what it has done since it last asked.
struct DrawRequest {
  std::uint64_t wanted = 256;  ///< draws to compute next
  std::uint64_t done = 0;      ///< draws
  bool stop = false;           ///< a signal came: the run ends
  std::uint64_t outcomes[max_thresholds][outcome_count] = {};
};

/// No rank is given fewer draws, while there are as many.
inline constexpr std::uint64_t least_draws = 64;

/// Runs draws to their end, whatever happens: what was handed out is counted. Asks for as many as
/// this rank computes in about half a second.
DrawRequest run_chunk(Engine& engine, const Forecast& forecast, Range range, const Tally& to);

}  // namespace racecast::mpi
