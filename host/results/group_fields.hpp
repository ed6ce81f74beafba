// The one table of what the groups /fan, /draws and /samples of a result hold, and of what a sweep
// file has of its scenarios: their writers, their readers, docs/results.md and docs/sweep.md go by
// it.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace racecast {

/// In the root group of both files.
inline constexpr const char* threshold_fields = "thresholds";
inline constexpr const char* fan_group = "fan";
inline constexpr const char* draws_group = "draws";
inline constexpr const char* samples_group = "samples";
/// In the root group of a sweep file, and in its provenance, beside what a result has there.
inline constexpr const char* sweep_fields = "sweep";
inline constexpr const char* sweep_sources = "sweep_sources";

/// A dataset of a group. One whose only axis is itself is that axis's coordinate.
struct GroupField {
  const char* group;
  const char* name;
  std::array<const char*, 4>
      axes;          ///< names of coordinates of the group; null where there are fewer
  const char* unit;  ///< "": each dataset has its own, as the long name says
  const char* long_name;

  std::size_t rank() const {
    return static_cast<std::size_t>(std::ranges::find(axes, nullptr) - axes.begin());
  }
};

/// In the order of the file, but for those of thresholds. "METRIC" stands for one dataset a metric,
/// named after it.
std::span<const GroupField> group_fields();
/// Throws std::logic_error where there is no such row.
const GroupField& group_field(const std::string& group, const std::string& name);

/// Unit of a metric as the engine holds it: "GW", or "1e24 FLOP" where its scale is not 1.
std::string engine_unit(int metric);

}  // namespace racecast
