// The one list of a file's texts and numbers about its kind, its run and its scenarios, for writers
// and readers.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "host/result/result.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {

inline constexpr const char* provenance_group = "provenance";

/// A kind of file that racecast writes.
struct FileKind {
  const char* filetype;  ///< the attribute of this name
  const char* title;     ///< with which that attribute begins
  const char* version;   ///< of the format; readers go by its major number
  const char* noun;      ///< "result": what messages call it
  const char* command;   ///< that writes it
  const char* readers;   ///< the commands that take it
};
inline constexpr FileKind result_file = {
    "racecast result", "racecast",     format_version,
    "result",          "racecast run", "summary, compare, report, replay, export and verify"};
inline constexpr FileKind sweep_file = {"racecast sweep", "racecast sweep", sweep_format_version,
                                        "sweep",          "racecast sweep", "summary"};

/// Attributes of the provenance group.
struct ProvenanceField {
  const char* name;
  std::variant<std::string Provenance::*, std::uint64_t Provenance::*, double Provenance::*> member;
};
inline constexpr ProvenanceField provenance_fields[] = {
    {"racecast_version", &Provenance::version},
    {"git_commit", &Provenance::git_commit},
    {"compiler", &Provenance::compiler},
    {"command", &Provenance::command},
    {"config_path", &Provenance::config_path},
    {"device_kind", &Provenance::device_kind},
    {"device_name", &Provenance::device_name},
    {"device_detail", &Provenance::device_detail},
    {"created", &Provenance::created},
    {"shard", &Provenance::shard},
    {"stopping", &Provenance::stopping},
    {"seed", &Provenance::seed},
    {"first_draw", &Provenance::first_draw},
    {"draws", &Provenance::draws},
    {"run_first_draw", &Provenance::run_first_draw},
    {"run_draws", &Provenance::run_draws},
    {"wall_seconds", &Provenance::wall_seconds},
    {"path_months_per_second", &Provenance::path_months_per_second}};

/// Datasets of the provenance group: an attribute would be limited to 64 KiB.
struct LongTextField {
  const char* name;
  const char* long_name;
  std::string Provenance::*member;
};
inline constexpr LongTextField provenance_long_texts[] = {
    {"config_given", "The config as given, with what it extends", &Provenance::config_given},
    {"config_resolved", "The config as one TOML that gives the same forecast",
     &Provenance::config_resolved}};

/// Calls visit(name, member) for what every scenario of a sweep has beside its axes, in the order
/// of the file.
template <class Visit>
void for_each_scenario_field(Visit&& visit) {
  visit("message", &SweptScenario::message);
  visit("trajectories", &SweptScenario::trajectories);
  visit("wall_seconds", &SweptScenario::wall_seconds);
  visit("scenario_config", &SweptScenario::config);
  visit("scenario_set", &SweptScenario::set);
  visit("config_digest", &SweptScenario::config_digest);
  visit("outcome_digest", &SweptScenario::outcome_digest);
}

}  // namespace racecast
