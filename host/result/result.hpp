// What a run leaves behind: its question, its counts and where they come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/samples.hpp"
#include "kernels/engine/counts.hpp"
#include "kernels/engine/draw_outcomes.hpp"
#include "kernels/engine/fan_counts.hpp"

namespace racecast {

/// Version of the result file's layout: the major number changes where readers must.
inline constexpr const char* format_version = "2.0";
/// Version of the model: changes whenever the same config and seed give other counts.
inline constexpr const char* model_version = "0.5";

struct Provenance {
  std::string config_path;
  std::string config_given;
  std::string config_resolved;
  std::string version;  ///< of racecast
  std::string git_commit;
  std::string compiler;
  std::string command;  ///< the command line
  std::uint64_t seed = 0;
  std::uint64_t first_draw = 0;
  std::uint64_t draws = 0;
  std::uint64_t run_first_draw = 0;  ///< of the whole run, of which this may be a shard
  std::uint64_t run_draws = 0;
  std::string shard;     ///< "3/8", or empty: the whole run
  std::string stopping;  ///< what ended the run before its trajectories were done, or empty
  std::string device_kind, device_name, device_detail;
  std::string created;      ///< UTC, ISO 8601
  double wall_seconds = 0;  ///< of the engine
  double path_months_per_second = 0;
  std::string model = model_version;  ///< version of the model that ran
};

struct Result {
  std::string name;
  std::string description;
  std::string accounting = "ownership";  ///< how a nation's compute is counted (eq. 10.1)
  YearMonth start;
  std::vector<ThresholdInfo> thresholds;
  int primary = 0;
  CountsLayout layout{};
  std::vector<std::uint64_t> counts;  ///< as CountsLayout says
  FanCounts fan;                      ///< metrics by month, of one path a draw
  DrawOutcomes draw_outcomes;         ///< of the first logical block
  Samples samples;                    ///< path 0 of the first draws
  Provenance provenance;

  std::uint64_t draws() const { return provenance.draws; }
  std::uint64_t trajectories() const {
    return provenance.draws * static_cast<std::uint64_t>(layout.paths_per_draw);
  }
};

/// SHA-256 over all integer counts and the samples, in the order of the tables: the same for the
/// same config, seed and range on every device. Lower-case hexadecimal.
std::string outcome_digest(const Result& result);

/// The same over the integer counts alone: what the golden digests of a model version are.
std::string counts_digest(const Result& result);

}  // namespace racecast
