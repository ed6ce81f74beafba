#include "host/results/group_fields.hpp"

#include <fmt/core.h>

#include <stdexcept>
#include <string>

#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr const char* thresholds = threshold_fields;
constexpr const char* fan = fan_group;
constexpr const char* draws = draws_group;
constexpr const char* samples = samples_group;
constexpr const char* sweep = sweep_fields;
constexpr const char* sources = sweep_sources;

constexpr GroupField row(const char* group, const char* name,
                         const std::array<const char*, 4>& axes, const char* unit,
                         const char* long_name) {
  return {group, name, axes, unit, long_name};
}

constexpr GroupField fields[] = {
    row(thresholds, "threshold_value", {"threshold"}, "1",
        "Level that counts as reached, as the config has it"),
    row(thresholds, "threshold_description", {"threshold"}, "1", "What the threshold stands for"),
    row(thresholds, "threshold_metric", {"threshold"}, "1", "Metric that the threshold is set on"),
    row(thresholds, "threshold_unit", {"threshold"}, "1", "Unit of the metric"),
    row(thresholds, "threshold_hold_months", {"threshold"}, "month",
        "Consecutive months for which the threshold must hold"),
    row(thresholds, "threshold_above", {"threshold"}, "1",
        "Side from which the threshold is reached"),
    row(thresholds, "primary", {"threshold"}, "1", "Whether the threshold is the primary one"),
    row(fan, "metric", {"metric"}, "1", "Monthly metric of a nation"),
    row(fan, "nation", {"nation"}, "1", "Nation"),
    row(fan, "month", {"month"}, "month", "Month (0: at the start)"),
    row(fan, "quantile", {"quantile"}, "1", "Probability level of a quantile"),
    row(fan, "date", {"month"}, "", "First day of the month"),
    row(fan, "metric_unit", {"metric"}, "1", "Unit of the metric"),
    row(fan, "metric_quantile", {"metric", "nation", "month", "quantile"}, "1",
        "Quantile of the metric over draws, one path of each, in the unit that metric_unit names"),
    row(fan, "metric_scale", {"metric"}, "1", "Units of the metric in one unit of the buckets"),
    row(fan, "first_octave", {"metric"}, "1",
        "Bucket 1 of the metric begins at 2 to this power; bucket 0 holds what is below"),
    row(fan, "bucket_first", {"metric", "nation", "month"}, "1",
        "The first bucket of the metric in the month that is not empty"),
    row(fan, "bucket_size", {"metric", "nation", "month"}, "1",
        "How many entries of metric_count are the metric's in the month, from bucket_first on"),
    row(fan, "metric_count", {"entry"}, "1",
        "Draws by bucket, of every metric, nation and month in this order (a CF contiguous ragged "
        "array): bucket b >= 1 begins at 2^first_octave * 2^((b-1) div 128) * (1 + ((b-1) mod 128) "
        "/ 128)"),
    row(draws, "draw", {"draw"}, "1", "Number of the draw: the first logical block of the run"),
    row(draws, "threshold", {"threshold"}, "1",
        "Name of the threshold, in the order of the config"),
    row(draws, "outcome", {"outcome"}, "1", "Who holds the threshold first"),
    row(draws, "path_count", {"draw", "threshold", "outcome"}, "1",
        "Paths of the draw that end so"),
    row(samples, "sample", {"sample"}, "1", "Number of the sample"),
    row(samples, "parameter", {"parameter"}, "1", "Path of a parameter that has a prior"),
    row(samples, "threshold", {"threshold"}, "1",
        "Name of the threshold, in the order of the config"),
    row(samples, "nation", {"nation"}, "1", "Nation"),
    row(samples, "month", {"month"}, "month", "Month (0: at the start)"),
    row(samples, "date", {"month"}, "", "First day of the month"),
    row(samples, "trajectory", {"sample"}, "1",
        "Number of the trajectory, path 0 of its draw: what racecast replay takes"),
    row(samples, "parameter_unit", {"parameter"}, "1", "Unit of the parameter"),
    row(samples, "parameter_scale", {"parameter"}, "1",
        "Units of the parameter in one unit of the engine"),
    row(samples, "parameter_value", {"sample", "parameter"}, "1",
        "Value of the parameter in the draw, in the unit that parameter_unit names"),
    row(samples, "arrival_month", {"sample", "threshold", "nation"}, "month",
        "Month of arrival (0: held at the start, -1: not by the horizon)"),
    row(samples, "first", {"sample", "threshold"}, "1", "Who holds the threshold first"),
    row(samples, "event_pattern", {"sample", "threshold"}, "1",
        "Events up to the first arrival (up to the horizon without one), one bit each"),
    row(samples, "events", {"sample", "month"}, "1",
        "Events up to the end of the month, one bit each"),
    row(samples, "METRIC", {"sample", "nation", "month"}, "",
        "One dataset for each metric, float32 as the engine has it, in the unit its attribute "
        "names"),
    row(sweep, "scenario", {"scenario"}, "1",
        "Name of the scenario; the first is the config itself"),
    row(sweep, "axis", {"axis"}, "1",
        "Name of what is varied; without axes there is none of these four"),
    row(sweep, "axis_path", {"axis"}, "1", "Path of the config that the axis sets"),
    row(sweep, "axis_unit", {"axis"}, "1", "Unit of axis_value"),
    row(sweep, "axis_value", {"scenario", "axis"}, "1",
        "Number that the scenario has on the axis, in the unit that axis_unit names (NaN: no "
        "number)"),
    row(sweep, "axis_text", {"scenario", "axis"}, "1",
        "What the scenario has on the axis, as TOML"),
    row(sweep, "reference", {"scenario"}, "1", "Whether the others are compared with the scenario"),
    row(sweep, "status", {"scenario"}, "1", "Whether the scenario was run to its end"),
    row(sweep, "message", {"scenario"}, "1", "Why the scenario failed"),
    row(sweep, "trajectories", {"scenario"}, "1", "Trajectories of the scenario (0: it failed)"),
    row(sweep, "wall_seconds", {"scenario"}, "s", "Time of the engine"),
    row(sweep, "scenario_config", {"scenario"}, "1", "Path of the config, a row of config_file"),
    row(sweep, "scenario_set", {"scenario"}, "1", "Settings of that config, a line of TOML each"),
    row(sweep, "config_digest", {"scenario"}, "1",
        "SHA-256 of the scenario's config as one resolved TOML"),
    row(sweep, "outcome_digest", {"scenario"}, "1", "Digest of the scenario's own result"),
    row(sources, "config_file", {"config_file"}, "1", "Path of a config that scenarios rest on"),
    row(sources, "config_text", {"config_file"}, "1", "That config as one resolved TOML"),
};

}  // namespace

std::span<const GroupField> group_fields() { return fields; }

const GroupField& group_field(const std::string& group, const std::string& name) {
  for (const GroupField& field : fields)
    if (group == field.group && name == field.name) return field;
  throw std::logic_error(fmt::format("the table of groups has no row {}/{}", group, name));
}

std::string engine_unit(int metric) {
  const MetricRow& row = metric_rows[metric];
  if (row.scale == 1) return row.unit;
  std::string scale = fmt::format("{:g}", row.scale);
  if (const std::size_t plus = scale.find('+'); plus != std::string::npos) scale.erase(plus, 1);
  return fmt::format("{} {}", scale, row.unit);
}

}  // namespace racecast
