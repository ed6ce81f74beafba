#include "host/forecast/merge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/config/config.hpp"
#include "host/forecast/merge_parts.hpp"
#include "host/forecast/run.hpp"
#include "host/forecast/run_identity.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/result_file.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

/// Adds what is not there yet to a list in words: "a; b".
void add_name(std::string& list, const std::string& name) {
  constexpr std::string_view between = "; ";
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(between, begin), list.size());
    if (list.compare(begin, end - begin, name) == 0) return;
    begin = end + between.size();
  }
  list += (list.empty() ? "" : std::string(between)) + name;
}

/// Files that are added up one after the other, so that no more than two are in memory.
class Merger {
 public:
  void add(const std::string& path) {
    Result part = read_result(path);
    const Provenance& origin = part.provenance;
    const Part place{path, {origin.first_draw, origin.draws}, origin.shard};
    require_own_draws(place, {origin.run_first_draw, origin.run_draws});
    if (parts_.empty())
      begin(path, part);
    else
      require_same_run(path, part);
    parts_.push_back(place);
    for (std::size_t i = 0; i < part.counts.size(); ++i) sum_.counts[i] += part.counts[i];
    sum_.fan.add(part.fan);
    note_origin(origin);
    kept_.add(std::move(part));
  }

  Result finish(const std::string& command) {
    Provenance& origin = sum_.provenance;
    std::optional<Range> whole;
    if (!origin.shard.empty()) whole = Range{origin.run_first_draw, origin.run_draws};
    const Range run = joined_range(parts_, whole);
    origin.first_draw = origin.run_first_draw = run.first_draw;
    origin.draws = origin.run_draws = run.draws;
    if (origin.shard.empty())  // together they have more trajectories than their configs say
      origin.config_resolved = with_trajectories(origin.config_resolved, named(parts_.front().path),
                                                 sum_.trajectories());
    origin.shard.clear();
    origin.stopping.clear();
    note_program(origin, command);
    const double months = static_cast<double>(sum_.trajectories()) * sum_.layout.horizon;
    origin.path_months_per_second = origin.wall_seconds > 0 ? months / origin.wall_seconds : 0;
    sum_.draw_outcomes = kept_.outcomes(run, sum_.layout.thresholds);
    sum_.samples = kept_.samples(config_.samples);
    if (const auto broken = find_violation(sum_))
      throw Error(ErrorKind::file, fmt::format("the files do not add up to a run ({}); run the "
                                               "shards again",
                                               *broken));
    return std::move(sum_);
  }

 private:
  void begin(const std::string& path, const Result& part) {
    sum_ = part;
    std::fill(sum_.counts.begin(), sum_.counts.end(), 0);
    sum_.fan = FanCounts(part.layout.horizon);
    sum_.draw_outcomes = {};
    sum_.samples = {};
    sum_.provenance.wall_seconds = 0;
    config_ = parse_resolved(part.provenance.config_resolved, named(path));
  }

  static RunIdentity identity_of(const Provenance& origin) {
    return {"", origin.model, origin.config_resolved, origin.run_first_draw, origin.run_draws, "",
            ""};
  }

  void require_same_run(const std::string& path, const Result& part) const {
    RunIdentity a = identity_of(sum_.provenance), b = identity_of(part.provenance);
    const bool whole = sum_.provenance.shard.empty();
    if (whole) b.first_draw = a.first_draw, b.draws = a.draws;
    if (whole)
      b.config_resolved = with_trajectories(b.config_resolved, named(path), config_.trajectories);
    std::optional<std::string> other = find_difference(a, b);
    if (!other && whole != part.provenance.shard.empty())
      other = "a shard of a run, and a whole one";
    if (!other &&
        (part.layout.horizon != sum_.layout.horizon || part.counts.size() != sum_.counts.size()))
      other = "other tables";
    if (other)
      throw Error(ErrorKind::usage,
                  fmt::format("{} and {} are of different runs ({}); merge the parts of one run",
                              parts_.front().path, path, *other));
  }

  static std::string named(const std::string& path) { return "the config in " + path; }

  void note_origin(const Provenance& origin) {
    Provenance& sum = sum_.provenance;
    sum.wall_seconds += origin.wall_seconds;
    add_name(sum.device_kind, origin.device_kind);
    add_name(sum.device_name, origin.device_name);
    add_name(sum.device_detail, origin.device_detail);
  }

  Result sum_;
  Config config_;
  std::vector<Part> parts_;
  KeptDraws kept_;
};

}  // namespace

Result merge_results(const std::vector<std::string>& paths, const std::string& command,
                     StopToken stop) {
  try {
    Merger merger;
    for (const std::string& path : paths) {
      check_stop(stop);
      merger.add(path);
    }
    return merger.finish(command);
  } catch (const ConfigError& mistakes) {
    throw Error(ErrorKind::file,
                fmt::format("a file holds a config that this racecast does not take ({}); use the "
                            "racecast that wrote it",
                            mistakes.what()));
  }
}

}  // namespace racecast
