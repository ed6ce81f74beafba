#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/result/axes.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/file_writers.hpp"

namespace racecast {
namespace {

void put_months(GroupWriter& group, const Result& result) {
  group.axis("month", numbered<std::int32_t>(result.layout.horizon + 1));
  const Dates dates = dates_of(result);
  GroupField row = group_field(fan_group, "date");
  row.unit = dates.unit.c_str();
  put_calendar(group.put(row, dates.days));
}

void put_buckets(GroupWriter& group, const Result& result) {
  std::vector<std::int32_t> first, size;
  std::vector<std::uint64_t> counts;
  std::size_t entries = 0;  // of the baseline 7 million, which are not to be moved about
  for (const FanSeries& series : result.fan.series()) entries += series.counts.size();
  counts.reserve(entries);
  for (int metric = 0; metric < metric_count; ++metric)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int month = 0; month <= result.layout.horizon; ++month) {
        const FanSeries& series = result.fan.at(month, nation, metric);
        first.push_back(series.first);
        size.push_back(static_cast<std::int32_t>(series.counts.size()));
        counts.insert(counts.end(), series.counts.begin(), series.counts.end());
      }
  group.put("metric_scale", each(metric_rows, &MetricRow::scale));
  group.put("first_octave", each(std::views::iota(0, metric_count), first_octave));
  group.put("bucket_first", first);
  h5::put_text(group.put("bucket_size", size), "sample_dimension", "entry");
  group.dimension("entry", static_cast<std::int64_t>(counts.size()));
  group.put("metric_count", counts);
}

void write_fan(hid_t file, const Result& result) {
  GroupWriter group(h5::create_group(file, fan_group), fan_group);
  h5::put_number(group, "relative_error", fan_relative_error);
  h5::put_number(group, "buckets_per_octave", std::int32_t{octave_buckets});
  group.axis("metric", each(metric_rows, [](auto& row) { return std::string(row.name); }));
  group.axis("nation", axis_labels(Axis::nation, result));
  put_months(group, result);
  group.axis("quantile", fan_levels);
  group.put("metric_unit", each(metric_rows, [](auto& row) { return std::string(row.unit); }));
  const h5::Id quantiles =
      group.put("metric_quantile", fan_quantiles(result.fan, result.layout.horizon + 1));
  h5::put_text(quantiles, "coordinates", "date metric_unit");
  h5::put_number(quantiles, "relative_error", fan_relative_error);
  put_buckets(group, result);
}

void write_draws(hid_t file, const Result& result) {
  const DrawOutcomes& draws = result.draw_outcomes;
  GroupWriter group(h5::create_group(file, draws_group), draws_group);
  group.axis("draw", numbered(draws.draws(), draws.first_draw));
  group.axis("threshold", axis_labels(Axis::threshold, result));
  group.axis("outcome", axis_labels(Axis::outcome, result));
  group.put("path_count", draws.paths);
}

void put_parameters(GroupWriter& group, const Samples& samples) {
  if (samples.parameters.empty()) return;
  const std::vector<double> scales = each(samples.parameters, &SampledParameter::scale);
  std::vector<double> values(samples.given.begin(), samples.given.end());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] *= scales[i % scales.size()];
  group.axis("parameter", each(samples.parameters, &SampledParameter::path));
  group.put("parameter_unit", each(samples.parameters, &SampledParameter::unit));
  group.put("parameter_scale", scales);
  h5::put_text(group.put("parameter_value", values), "coordinates", "parameter_unit");
}

void put_metrics(GroupWriter& group, const Samples& samples, int months) {
  for (int metric = 0; metric < metric_count; ++metric) {
    std::vector<float> values;
    for (std::size_t sample = 0; sample < samples.size(); ++sample)
      for (int nation = 0; nation < nation_count; ++nation) {
        const float* path = samples.path(sample, nation, metric, months);
        values.insert(values.end(), path, path + months);
      }
    GroupField row = group_field(samples_group, "METRIC");
    const std::string unit = engine_unit(metric);
    row.name = metric_rows[metric].name;
    row.unit = unit.c_str();
    row.long_name = metric_rows[metric].meaning;
    h5::put_text(group.put(row, values), "coordinates", "date trajectory");
  }
}

void write_samples(hid_t file, const Result& result) {
  const Samples& samples = result.samples;
  GroupWriter group(h5::create_group(file, samples_group), samples_group);
  group.axis("sample", numbered<std::int32_t>(samples.size()));
  group.axis("threshold", axis_labels(Axis::threshold, result));
  group.axis("nation", axis_labels(Axis::nation, result));
  put_months(group, result);
  group.put("trajectory", samples.trajectories);
  put_parameters(group, samples);
  std::vector<std::int32_t> arrivals = samples.arrivals;
  for (std::int32_t& month : arrivals)
    if (month == result.layout.never()) month = -1;
  group.put("arrival_month", arrivals);
  put_flags(group.put("first",
                      std::vector<std::int8_t>(samples.outcomes.begin(), samples.outcomes.end())),
            outcome_count, fmt::format("{}", fmt::join(outcome_names, " ")));
  put_event_bits(group.put("event_pattern", samples.patterns));
  put_event_bits(group.put("events", samples.events));
  put_metrics(group, samples, result.layout.horizon + 1);
}

}  // namespace

void write_groups(hid_t file, const Result& result) {
  if (!result.fan.empty()) write_fan(file, result);
  if (result.draw_outcomes.draws() > 0) write_draws(file, result);
  if (result.samples.size() > 0) write_samples(file, result);
}

}  // namespace racecast
