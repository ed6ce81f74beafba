#include "host/results/group_fields.hpp"

#include <fmt/core.h>

#include <stdexcept>
#include <string>

#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr const char* fan = fan_group;
constexpr const char* draws = draws_group;
constexpr const char* samples = samples_group;
constexpr const char* sweep = sweep_fields;
constexpr const char* sources = sweep_sources;

constexpr GroupField fields[] = {
    {fan, "metric", {"metric"}, "1", "Monthly metric of a nation"},
    {fan, "nation", {"nation"}, "1", "Nation"},
    {fan, "month", {"month"}, "month", "Month (0: at the start)"},
    {fan, "quantile", {"quantile"}, "1", "Probability level of a quantile"},
    {fan, "date", {"month"}, "", "First day of the month"},
    {fan, "metric_unit", {"metric"}, "1", "Unit of the metric"},
    {fan,
     "metric_quantile",
     {"metric", "nation", "month", "quantile"},
     "1",
     "Quantile of the metric over draws, one path of each, in the unit that metric_unit names"},
    {fan, "metric_scale", {"metric"}, "1", "Units of the metric in one unit of the buckets"},
    {fan,
     "first_octave",
     {"metric"},
     "1",
     "Bucket 1 of the metric begins at 2 to this power; bucket 0 holds what is below"},
    {fan,
     "bucket_first",
     {"metric", "nation", "month"},
     "1",
     "The first bucket of the metric in the month that is not empty"},
    {fan,
     "bucket_size",
     {"metric", "nation", "month"},
     "1",
     "How many entries of metric_count are the metric's in the month, from bucket_first on"},
    {fan,
     "metric_count",
     {"entry"},
     "1",
     "Draws by bucket, of every metric, nation and month in this order (a CF contiguous ragged "
     "array): bucket b >= 1 begins at 2^first_octave * 2^((b-1) div 128) * (1 + ((b-1) mod 128) / "
     "128)"},
    {draws, "draw", {"draw"}, "1", "Number of the draw: the first logical block of the run"},
    {draws, "threshold", {"threshold"}, "1", "Name of the threshold, in the order of the config"},
    {draws, "outcome", {"outcome"}, "1", "Who holds the threshold first"},
    {draws, "path_count", {"draw", "threshold", "outcome"}, "1", "Paths of the draw that end so"},
    {samples, "sample", {"sample"}, "1", "Number of the sample"},
    {samples, "parameter", {"parameter"}, "1", "Path of a parameter that has a prior"},
    {samples, "threshold", {"threshold"}, "1", "Name of the threshold, in the order of the config"},
    {samples, "nation", {"nation"}, "1", "Nation"},
    {samples, "month", {"month"}, "month", "Month (0: at the start)"},
    {samples, "date", {"month"}, "", "First day of the month"},
    {samples,
     "trajectory",
     {"sample"},
     "1",
     "Number of the trajectory, path 0 of its draw: what racecast replay takes"},
    {samples, "parameter_unit", {"parameter"}, "1", "Unit of the parameter"},
    {samples,
     "parameter_scale",
     {"parameter"},
     "1",
     "Units of the parameter in one unit of the engine"},
    {samples,
     "parameter_value",
     {"sample", "parameter"},
     "1",
     "Value of the parameter in the draw, in the unit that parameter_unit names"},
    {samples,
     "arrival_month",
     {"sample", "threshold", "nation"},
     "month",
     "Month of arrival (0: held at the start, -1: not by the horizon)"},
    {samples, "first", {"sample", "threshold"}, "1", "Who holds the threshold first"},
    {samples,
     "event_pattern",
     {"sample", "threshold"},
     "1",
     "Events up to the first arrival (up to the horizon without one), one bit each"},
    {samples,
     "events",
     {"sample", "month"},
     "1",
     "Events up to the end of the month, one bit each"},
    {samples,
     "METRIC",
     {"sample", "nation", "month"},
     "",
     "One dataset for each metric, float32 as the engine has it, in the unit its attribute names"},
    {sweep, "scenario", {"scenario"}, "1", "Name of the scenario; the first is the config itself"},
    {sweep,
     "axis",
     {"axis"},
     "1",
     "Name of what is varied; without axes there is none of these four"},
    {sweep, "axis_path", {"axis"}, "1", "Path of the config that the axis sets"},
    {sweep, "axis_unit", {"axis"}, "1", "Unit of axis_value"},
    {sweep,
     "axis_value",
     {"scenario", "axis"},
     "1",
     "Number that the scenario has on the axis, in the unit that axis_unit names (NaN: no number)"},
    {sweep, "axis_text", {"scenario", "axis"}, "1", "What the scenario has on the axis, as TOML"},
    {sweep, "reference", {"scenario"}, "1", "Whether the others are compared with the scenario"},
    {sweep, "status", {"scenario"}, "1", "Whether the scenario was run to its end"},
    {sweep, "message", {"scenario"}, "1", "Why the scenario failed"},
    {sweep, "trajectories", {"scenario"}, "1", "Trajectories of the scenario (0: it failed)"},
    {sweep, "wall_seconds", {"scenario"}, "s", "Time of the engine"},
    {sweep, "scenario_config", {"scenario"}, "1", "Path of the config, a row of config_file"},
    {sweep, "scenario_set", {"scenario"}, "1", "Settings of that config, a line of TOML each"},
    {sweep,
     "config_digest",
     {"scenario"},
     "1",
     "SHA-256 of the scenario's config as one resolved TOML"},
    {sweep, "outcome_digest", {"scenario"}, "1", "Digest of the scenario's own result"},
    {sources, "config_file", {"config_file"}, "1", "Path of a config that scenarios rest on"},
    {sources, "config_text", {"config_file"}, "1", "That config as one resolved TOML"},
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
