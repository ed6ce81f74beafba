#include <numeric>

#include "host/result/axes.hpp"
#include "host/result/levels.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/group_writer.hpp"

namespace racecast {
namespace {

template <class Number>
std::vector<Number> numbered(std::size_t size, Number first = 0) {
  std::vector<Number> numbers(size);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

/// One value a metric.
template <class Value, class Of>
std::vector<Value> of_metrics(Of&& of) {
  std::vector<Value> values;
  for (int metric = 0; metric < metric_count; ++metric) values.push_back(of(metric));
  return values;
}

void put_months(GroupWriter& group, const Result& result) {
  group.axis("month", numbered<std::int32_t>(static_cast<std::size_t>(result.layout.horizon + 1)));
  const h5::Id dates = group.put_as("date", "date", date_unit(result.start),
                                    group_field(fan_group, "date").long_name, first_days(result));
  put_calendar(dates);
}

void put_buckets(GroupWriter& group, const Result& result) {
  std::vector<std::int32_t> first, size;
  std::vector<std::int64_t> counts;
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
  group.put("metric_scale", of_metrics<double>([](int i) { return metric_rows[i].scale; }));
  group.put("first_octave", of_metrics<std::int32_t>([](int i) { return first_octave(i); }));
  group.put("bucket_first", first);
  h5::put_text(group.put("bucket_size", size), "sample_dimension", "entry");
  group.dimension("entry", static_cast<std::int64_t>(counts.size()));
  group.put("metric_count", counts);
}

void write_fan(hid_t file, const Result& result) {
  GroupWriter group(file, fan_group);
  h5::put_number(group, "relative_error", fan_relative_error);
  h5::put_number(group, "buckets_per_octave", std::int32_t{octave_buckets});
  group.axis("metric", of_metrics<std::string>([](int i) { return metric_rows[i].name; }));
  group.axis("nation", axis_labels(Axis::nation, result));
  put_months(group, result);
  group.axis("quantile", std::vector<double>(std::begin(fan_levels), std::end(fan_levels)));
  group.put("metric_unit", of_metrics<std::string>([](int i) { return metric_rows[i].unit; }));
  const h5::Id quantiles =
      group.put("metric_quantile", fan_quantiles(result.fan, result.layout.horizon + 1));
  h5::put_text(quantiles, "coordinates", "date metric_unit");
  h5::put_number(quantiles, "relative_error", fan_relative_error);
  put_buckets(group, result);
}

void write_draws(hid_t file, const Result& result) {
  const DrawOutcomes& draws = result.draw_outcomes;
  GroupWriter group(file, draws_group);
  group.axis("draw", numbered<std::int64_t>(static_cast<std::size_t>(draws.draws()),
                                            static_cast<std::int64_t>(draws.first_draw)));
  group.axis("threshold", axis_labels(Axis::threshold, result));
  group.axis("outcome", axis_labels(Axis::outcome, result));
  group.put("path_count", std::vector<std::int32_t>(draws.paths.begin(), draws.paths.end()));
}

void put_parameters(GroupWriter& group, const Samples& samples) {
  std::vector<std::string> paths, units;
  std::vector<double> scales, values;
  for (const SampledParameter& parameter : samples.parameters) {
    paths.push_back(parameter.path);
    units.push_back(parameter.unit);
    scales.push_back(parameter.scale);
  }
  if (paths.empty()) return;
  for (std::size_t i = 0; i < samples.given.size(); ++i)
    values.push_back(static_cast<double>(samples.given[i]) * scales[i % scales.size()]);
  group.axis("parameter", paths);
  group.put("parameter_unit", units);
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
    const h5::Id dataset = group.put_as("METRIC", metric_rows[metric].name, engine_unit(metric),
                                        metric_rows[metric].meaning, values);
    h5::put_text(dataset, "coordinates", "date trajectory");
  }
}

void write_samples(hid_t file, const Result& result) {
  const Samples& samples = result.samples;
  GroupWriter group(file, samples_group);
  group.axis("sample", numbered<std::int32_t>(samples.size()));
  group.axis("threshold", axis_labels(Axis::threshold, result));
  group.axis("nation", axis_labels(Axis::nation, result));
  put_months(group, result);
  group.put("trajectory",
            std::vector<std::int64_t>(samples.trajectories.begin(), samples.trajectories.end()));
  put_parameters(group, samples);
  std::vector<std::int32_t> arrivals = samples.arrivals;
  for (std::int32_t& month : arrivals)
    if (month == result.layout.never()) month = -1;
  group.put("arrival_month", arrivals);
  std::string meanings;
  for (const char* name : outcome_names)
    meanings += (meanings.empty() ? "" : " ") + std::string(name);
  put_flags(group.put("first",
                      std::vector<std::int8_t>(samples.outcomes.begin(), samples.outcomes.end())),
            outcome_count, meanings);
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
