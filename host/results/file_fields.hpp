// The one list of the file's texts and numbers about a run, for its writer and its reader.
#pragma once

#include <cstdint>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

inline constexpr const char* file_type_name = "racecast result";
inline constexpr const char* provenance_group = "provenance";

struct TextField {
  const char* name;
  std::string Provenance::*member;
};
struct CountField {
  const char* name;
  std::uint64_t Provenance::*member;
};
struct RealField {
  const char* name;
  double Provenance::*member;
};
struct LongTextField {
  const char* name;
  const char* long_name;
  std::string Provenance::*member;
};
struct ThresholdTextField {
  const char* name;
  const char* long_name;
  std::string ThresholdInfo::*member;
};

/// Attributes of the provenance group.
inline constexpr TextField provenance_texts[] = {
    {"racecast_version", &Provenance::version}, {"git_commit", &Provenance::git_commit},
    {"compiler", &Provenance::compiler},        {"command", &Provenance::command},
    {"config_path", &Provenance::config_path},  {"device_kind", &Provenance::device_kind},
    {"device_name", &Provenance::device_name},  {"device_detail", &Provenance::device_detail},
    {"created", &Provenance::created},          {"shard", &Provenance::shard},
    {"stopping", &Provenance::stopping}};
inline constexpr CountField provenance_counts[] = {{"seed", &Provenance::seed},
                                                   {"first_draw", &Provenance::first_draw},
                                                   {"draws", &Provenance::draws},
                                                   {"run_first_draw", &Provenance::run_first_draw},
                                                   {"run_draws", &Provenance::run_draws}};
inline constexpr RealField provenance_reals[] = {
    {"wall_seconds", &Provenance::wall_seconds},
    {"path_months_per_second", &Provenance::path_months_per_second}};

/// Datasets of the provenance group: an attribute would be limited to 64 KiB.
inline constexpr LongTextField provenance_long_texts[] = {
    {"config_given", "The config as given, with what it extends", &Provenance::config_given},
    {"config_resolved", "The config as one TOML that gives the same forecast",
     &Provenance::config_resolved}};

/// Texts of each threshold, datasets of the root group.
inline constexpr ThresholdTextField threshold_texts[] = {
    {"threshold_value", "Level that counts as reached, as the config has it",
     &ThresholdInfo::value},
    {"threshold_description", "What the threshold stands for", &ThresholdInfo::description}};

/// The other datasets of each threshold.
struct ThresholdField {
  const char* name;
  const char* long_name;
};
namespace threshold_field {
inline constexpr ThresholdField metric = {"threshold_metric",
                                          "Metric that the threshold is set on"};
inline constexpr ThresholdField unit = {"threshold_unit", "Unit of the metric"};
inline constexpr ThresholdField hold_months = {
    "threshold_hold_months", "Consecutive months for which the threshold must hold"};
inline constexpr ThresholdField above = {"threshold_above",
                                         "Side from which the threshold is reached"};
inline constexpr ThresholdField primary = {"primary", "Whether the threshold is the primary one"};
}  // namespace threshold_field
inline constexpr ThresholdField threshold_fields[] = {
    threshold_field::metric, threshold_field::unit, threshold_field::hold_months,
    threshold_field::above, threshold_field::primary};

}  // namespace racecast
