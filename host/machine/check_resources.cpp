#include "host/machine/check_resources.hpp"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/files/output.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/forecast/run_identity.hpp"
#include "host/results/result_file.hpp"
#include "host/text/count.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

double count_bytes(const CountsLayout& layout) { return 8.0 * static_cast<double>(layout.size()); }

double fan_bytes(const CountsLayout& layout) {
  return 8.0 * static_cast<double>(FanLayout{layout.horizon}.size());
}

double draws_of(const Config& config) {
  return static_cast<double>(config.trajectories /
                             static_cast<std::uint64_t>(config.forecast.paths_per_draw));
}

double draws_bytes(const Config& config) {
  return 4.0 * std::min(draws_of(config), static_cast<double>(block_draws)) * outcome_count *
         config.forecast.threshold_count;
}

double sample_bytes(const Config& config) {
  const double months = config.forecast.horizon + 1;
  return std::min(draws_of(config), static_cast<double>(config.samples)) *
         (4 * fan_series * months + 4 * months + 8.0 * config.forecast.prior_count);
}

/// The result at the output, where it is what the run would give; empty: there is none, or `force`
/// lets the run replace it.
std::optional<Result> finished_output(const RunIdentity& run, const RunOptions& options,
                                      bool force) {
  const std::string& output = options.checkpoint->output;
  if (!fs::exists(output)) return {};
  std::optional<std::string> other;
  try {
    Result result = read_result(output);
    other = find_difference(result, run, options.until_ci);
    if (!other) return result;
  } catch (const Error& why) {
    if (!force) throw Error(why.kind(), unreadable_output(why.what()));
  }
  if (force) return {};
  throw Error(ErrorKind::usage,
              fmt::format("{} exists already and is not what this run gives ({}); give another -o "
                          "FILE, or --force",
                          output, *other));
}

}  // namespace

double result_bytes(const Config& config) {
  const CountsLayout layout = layout_of(config.forecast);
  // A count or a bucket that is not zero takes two or three bytes, and no more are than there are
  // trajectories or draws; in long runs the tables shrink to these parts of their plain size.
  const double trajectories = static_cast<double>(config.trajectories);
  const double counts =
      std::min(0.1 * count_bytes(layout), 3.0 * 4 * layout.thresholds * trajectories);
  const double fan =
      std::min(0.01 * fan_bytes(layout), 2.0 * fan_series * layout.months() * draws_of(config));
  return counts + fan + 0.3 * draws_bytes(config) + 0.8 * sample_bytes(config) +
         1.2 * static_cast<double>(config.given.size() + config.resolved.size());
}

double memory_bytes(const Config& config, const Engine& engine) {
  const CountsLayout layout = layout_of(config.forecast);
  const double result =
      count_bytes(layout) + 0.1 * fan_bytes(layout) + draws_bytes(config) + sample_bytes(config);
  // The result, its image as a file, and what HDF5 holds while it writes.
  return 3 * result + static_cast<double>(engine.host_bytes(config.forecast));
}

std::optional<Result> begin_output(const Config& config, const RunOptions& options, bool force) {
  const CheckpointFile checkpoint(options.checkpoint->output);
  const RunIdentity run = identity_of(config, options);
  if (!options.checkpoint->resume) {
    if (force) checkpoint.remove();
    if (checkpoint.exists())
      throw Error(
          ErrorKind::usage,
          fmt::format("{} holds an interrupted run; give --resume to go on with it, --force "
                      "to begin anew, or another -o FILE",
                      checkpoint.path()));
    return {};
  }
  std::optional<Result> finished = finished_output(run, options, force);
  if (finished || force) {
    // Beside its result a run's own is of no use; a run that may begin anew takes only its own.
    const CheckpointStanding standing = checkpoint.standing(run, empty_counts(config, options));
    if (finished ? standing != CheckpointStanding::of_another
                 : standing != CheckpointStanding::of_run)
      checkpoint.remove();
  }
  return finished;
}

void require_disk(const Config& config, const std::string& output, std::size_t results) {
  const fs::path folder = fs::absolute(resolved_output(output)).parent_path();
  const CheckpointFile checkpoint(output);
  // Of all that is written its name is the longest: it has to be possible, too.
  { const AtomicFile possible(checkpoint.path()); }
  // The results, and beside the last of them two generations of a checkpoint, which are smaller.
  // Estimates are a few tenths off.
  const double all = 1.2 * (static_cast<double>(results) + 2) * result_bytes(config);
  const double needed = all - static_cast<double>(checkpoint.bytes());
  struct statvfs disk {};
  if (statvfs(folder.c_str(), &disk) != 0) return;
  const double free = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize);
  if (free < needed)
    throw Error(
        ErrorKind::runtime,
        fmt::format("too little room for {} ({}B are free in {}, {}B are needed); free "
                    "some, or give another -o FILE",
                    results == 1 ? output : fmt::format("{} results of {}", results, output),
                    short_count(free), folder.string(), short_count(needed)));
}

void check_resources(const Config& config, const std::string& output, const Engine& engine,
                     std::size_t results) {
  require_disk(config, output, results);
  require_memory(memory_bytes(config, engine),
                 "use fewer --threads, fewer thresholds or a shorter horizon");
}

void require_memory(double bytes, const std::string& instead) {
  if (const auto free = free_memory(); free && static_cast<double>(*free) < bytes)
    throw Error(ErrorKind::runtime,
                fmt::format("too little memory ({}B are free, {}B are needed); {}",
                            short_count(static_cast<double>(*free)), short_count(bytes), instead));
}

}  // namespace racecast
