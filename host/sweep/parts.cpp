#include "host/sweep/parts.hpp"

#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <string_view>

#include "host/files/output_lock.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

constexpr const char* shard_prefix = "shard-";

/// What AtomicFile leaves of the part `name` where it was killed: ".000017.h5.123-0.tmp".
bool is_remains(const std::string& file) {
  const std::string_view end = ".tmp", kind = ".h5.";
  return file.starts_with('.') && file.ends_with(end) && file.find(kind) != std::string::npos;
}

/// Of the files in a folder, where there is one.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (fs::directory_iterator each(folder, ignored), end; each != end; each.increment(ignored))
    names.push_back(each->path().filename().string());
  return names;
}

std::string end_of_name(const Shard& shard) { return fmt::format("-of-{}", shard.of); }

}  // namespace

std::string PartsFolder::file(std::size_t scenario) const {
  return fmt::format("{}/{:06}.h5", path_, scenario);
}

bool PartsFolder::exists() const {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path_, ignored));
}

std::size_t PartsFolder::count(std::size_t scenarios) const {
  std::size_t found = 0;
  std::error_code ignored;
  for (std::size_t i = 0; i < scenarios; ++i)
    found += fs::is_regular_file(file(i), ignored) ? 1 : 0;
  return found;
}

void PartsFolder::make() const {
  std::error_code failure;
  fs::create_directory(path_, failure);
  if (!fs::is_directory(path_, failure))
    throw Error(
        ErrorKind::runtime,
        fmt::format("cannot make the folder {} for the parts of the sweep ({}); give another "
                    "-o FILE",
                    path_, failure ? failure.message() : "something else is there"));
}

void PartsFolder::remove_stale(std::size_t scenarios) const {
  std::error_code ignored;
  for (std::size_t i = 0; i < scenarios; ++i) CheckpointFile(file(i)).remove();
  for (const std::string& name : names_in(path_))
    if (is_remains(name)) fs::remove(path_ + '/' + name, ignored);
}

bool PartsFolder::remove(std::size_t scenarios) const {
  std::error_code ignored;
  for (std::size_t i = 0; i < scenarios; ++i) fs::remove(file(i), ignored);
  fs::remove(path_, ignored);
  return !exists();
}

std::string PartsFolder::shard(const Shard& shard) const {
  return fmt::format("{}/{}{}{}", path_, shard_prefix, shard.number, end_of_name(shard));
}

std::vector<std::string> PartsFolder::shards() const {
  const std::string before = fmt::format(".{}", shard_prefix), after = ".lock";
  std::vector<std::string> shards;
  for (const std::string& name : names_in(path_))
    if (name.starts_with(before) && name.ends_with(after))
      shards.push_back(fmt::format("{}/{}", path_, name.substr(1, name.size() - 1 - after.size())));
  return shards;
}

void PartsFolder::require_no_shards() const {
  for (const std::string& output : shards()) const OutputLock free(output);
}

void PartsFolder::require_shards_like(const Shard& shard) const {
  for (const std::string& output : shards())
    if (!output.ends_with(end_of_name(shard))) OutputLock::require_free(output);
}

bool is_part_of(const Result& result, const SweepPlan& plan, std::size_t scenario) {
  const Provenance& is = result.provenance;
  const Config& reference = plan.reference_config;
  const auto paths = static_cast<std::uint64_t>(reference.forecast.paths_per_draw);
  return is.model == model_version && is.seed == reference.forecast.seed && is.first_draw == 0 &&
         is.draws == reference.trajectories / paths &&
         config_digest(is.config_resolved) == plan.checked[scenario].config_digest;
}

Missing missing_parts(const SweepPlan& plan, const PartsFolder& folder,
                      const std::vector<std::size_t>& wanted, StopToken stop) {
  Missing missing;
  for (const std::size_t i : wanted) {
    check_stop(stop);
    std::error_code ignored;
    const bool there = fs::exists(folder.file(i), ignored);
    bool good = false;
    try {
      good = there && is_part_of(read_counts_alone(folder.file(i)).result, plan, i);
    } catch (const Error&) {
      // Damaged, of another format, or no file: made anew.
    }
    if (!good) missing.scenarios.push_back(i);
    missing.taken += good ? 1 : 0;
    missing.replaced += there && !good ? 1 : 0;
  }
  return missing;
}

}  // namespace racecast
