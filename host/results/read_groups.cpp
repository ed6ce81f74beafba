#include <fmt/core.h>

#include <algorithm>

#include "host/results/group_fields.hpp"
#include "host/results/read_root.hpp"

namespace racecast {
namespace {

constexpr std::int64_t most_samples = 16384;

/// The length of a dataset with one axis, at most `most`.
template <class Number>
std::int64_t length_of(hid_t group, const char* name, std::int64_t most) {
  const std::vector<std::int64_t> extents = h5::extents_of<Number>(group, name);
  if (extents.size() != 1 || extents[0] < 1 || extents[0] > most)
    throw h5::Failure(fmt::format("{} has an unexpected size", name));
  return extents[0];
}

void read_fan(hid_t group, Result& result) {
  const int months = result.layout.horizon + 1;
  const std::vector<std::int64_t> series = {metric_count, nation_count, months};
  const auto first = h5::read_values<std::int32_t>(group, "bucket_first", series);
  const auto size = h5::read_values<std::int32_t>(group, "bucket_size", series);
  const std::int64_t most = std::int64_t{fan_offset(metric_count)} * nation_count * months;
  const std::int64_t entries = length_of<std::int64_t>(group, "metric_count", most);
  const auto counts = h5::read_values<std::uint64_t>(group, "metric_count", {entries});
  result.fan = FanCounts(result.layout.horizon);
  std::size_t row = 0, entry = 0;
  for (int metric = 0; metric < metric_count; ++metric)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int month = 0; month < months; ++month, ++row) {
        FanSeries& to = result.fan.at(month, nation, metric);
        if (size[row] < 0 || first[row] < 0 || size[row] > fan_buckets(metric) - first[row] ||
            static_cast<std::size_t>(size[row]) > counts.size() - entry)
          throw h5::Failure("the buckets of /fan are none of its metrics'");
        to.first = first[row];
        const auto from = counts.begin() + static_cast<std::ptrdiff_t>(entry);
        to.counts.assign(from, from + size[row]);
        entry += to.counts.size();
      }
  if (entry != counts.size()) throw h5::Failure("/fan/metric_count has entries of no metric");
}

void read_draws(hid_t group, Result& result) {
  const std::int64_t thresholds = result.layout.thresholds;
  DrawOutcomes draws(result.layout.thresholds, result.provenance.first_draw, result.draws());
  draws.paths = h5::read_values<std::uint32_t>(
      group, "path_count", {static_cast<std::int64_t>(draws.draws()), thresholds, outcome_count});
  result.draw_outcomes = std::move(draws);
}

void read_parameters(hid_t group, Samples& samples) {
  const std::int64_t size = static_cast<std::int64_t>(samples.size());
  if (H5Lexists(group, "parameter_scale", H5P_DEFAULT) <= 0) return;
  const std::int64_t count = length_of<double>(group, "parameter_scale", slot_count());
  const std::vector<std::int64_t> extents = {count};
  const auto paths = h5::read_strings(group, "parameter", extents);
  const auto units = h5::read_strings(group, "parameter_unit", extents);
  const auto scales = h5::read_values<double>(group, "parameter_scale", extents);
  for (std::size_t i = 0; i < paths.size(); ++i)
    samples.parameters.push_back({paths[i], units[i], scales[i]});
  const auto values = h5::read_values<double>(group, "parameter_value", {size, count});
  for (std::size_t i = 0; i < values.size(); ++i)
    samples.given.push_back(static_cast<float>(values[i] / scales[i % scales.size()]));
}

void read_metrics(hid_t group, int months, Samples& samples) {
  const std::int64_t size = static_cast<std::int64_t>(samples.size());
  for (int metric = 0; metric < metric_count; ++metric) {
    const auto values =
        h5::read_values<float>(group, metric_rows[metric].name, {size, nation_count, months});
    if (metric == 0) samples.metrics.resize(values.size() * metric_count);
    for (std::size_t sample = 0; sample < samples.size(); ++sample)
      for (int nation = 0; nation < nation_count; ++nation)
        std::copy_n(values.data() + (sample * nation_count + static_cast<std::size_t>(nation)) *
                                        static_cast<std::size_t>(months),
                    months, const_cast<float*>(samples.path(sample, nation, metric, months)));
  }
}

void read_samples(hid_t group, Result& result) {
  const std::int64_t thresholds = result.layout.thresholds, months = result.layout.horizon + 1;
  Samples samples;
  const std::int64_t size = length_of<std::int64_t>(group, "trajectory", most_samples);
  samples.trajectories = h5::read_values<std::uint64_t>(group, "trajectory", {size});
  read_parameters(group, samples);
  samples.events = h5::read_values<std::int32_t>(group, "events", {size, months});
  samples.arrivals =
      h5::read_values<std::int32_t>(group, "arrival_month", {size, thresholds, nation_count});
  for (std::int32_t& month : samples.arrivals)
    if (month == -1) month = result.layout.never();
  samples.patterns = h5::read_values<std::int32_t>(group, "event_pattern", {size, thresholds});
  const auto first = h5::read_values<std::int8_t>(group, "first", {size, thresholds});
  samples.outcomes.assign(first.begin(), first.end());
  read_metrics(group, static_cast<int>(months), samples);
  result.samples = std::move(samples);
}

}  // namespace

void read_groups(hid_t file, Result& result) {
  const auto read = [&](const char* name, void (*reader)(hid_t, Result&)) {
    if (H5Lexists(file, name, H5P_DEFAULT) > 0) reader(h5::open_group(file, name), result);
  };
  read(fan_group, read_fan);
  read(draws_group, read_draws);
  read(samples_group, read_samples);
}

}  // namespace racecast
