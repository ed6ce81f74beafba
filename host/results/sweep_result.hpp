// What a sweep leaves behind: many scenarios of one question, and how each differs from the
// reference.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "host/result/result.hpp"

namespace racecast {

/// Version of the sweep file's layout: the major number changes where readers must.
inline constexpr const char* sweep_format_version = "1.0";

/// Bytes of all tables of the largest sweep that is written, before they are compressed.
inline constexpr std::int64_t max_sweep_bytes = std::int64_t{2} << 30;

enum class ScenarioStatus : std::int8_t { done = 0, failed = 1 };
inline constexpr const char* status_names[] = {"done", "failed"};

struct SweptScenario {
  std::string name;
  std::string config;                  ///< path of the config
  std::string set;                     ///< what is set in it, a line of TOML each
  std::string config_digest;           ///< SHA-256 of the resolved config
  std::vector<double> axis_value;      ///< by axis; NaN: no number
  std::vector<std::string> axis_text;  ///< by axis, as TOML
  ScenarioStatus status = ScenarioStatus::failed;
  std::string message;         ///< why it failed
  std::string outcome_digest;  ///< of its own result; "" where it failed
  std::uint64_t trajectories = 0;
  double wall_seconds = 0;  ///< of the engine
};

struct SweptAxis {
  std::string name, path, unit;  ///< unit "1" where the config has none
};

struct SweepResult {
  /// The reference without its counts, by the sweep's name and description; its provenance is that
  /// of the sweep, with the reference's config.
  Result question;
  std::string path;   ///< of the sweep's file
  std::string given;  ///< its text
  std::size_t reference = 0;
  std::vector<SweptAxis> axes;
  std::vector<SweptScenario> scenarios;
  std::vector<std::pair<std::string, std::string>>
      configs;                    ///< path and resolved text of each file
  int batches = outcome_batches;  ///< outcome_batch_count is by draw mod this
  /// By sweep_count_tables() and sweep_real_tables(); row-major, the scenario first. A failed
  /// scenario counts 0, and its reals are NaN.
  std::vector<std::vector<std::uint64_t>> counts;
  std::vector<std::vector<double>> reals;

  bool done(std::size_t scenario) const {
    return scenarios[scenario].status == ScenarioStatus::done;
  }
  std::size_t failed() const;
};

/// SHA-256 over all integer counts, in the order of the file: the same for the same scenarios, seed
/// and range on every device. Lower-case hexadecimal.
std::string sweep_digest(const SweepResult& sweep);

/// As write_result(). Throws Error(runtime).
void write_sweep(const std::string& path, const SweepResult& sweep);

/// As read_result(). Throws Error(file).
SweepResult read_sweep(const std::string& path);

/// Whichever of the two the file at `path` is. Throws Error(file).
std::variant<Result, SweepResult> read_result_or_sweep(const std::string& path);

}  // namespace racecast
