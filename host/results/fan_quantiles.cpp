#include "host/results/fan_quantiles.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "host/results/group_fields.hpp"

namespace racecast {
namespace {

double middle_of(int metric, int bucket) {
  if (bucket == 0) return 0;
  return fan_edges(metric, bucket).middle();
}

}  // namespace

double fan_quantile(const FanSeries& series, int metric, double level) {
  const auto total = std::accumulate(series.counts.begin(), series.counts.end(), std::uint64_t{0});
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  const double wanted = std::ceil(level * static_cast<double>(total));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < series.counts.size(); ++i) {
    seen += series.counts[i];
    if (series.counts[i] != 0 && static_cast<double>(seen) >= wanted)
      return middle_of(metric, series.first + static_cast<int>(i));
  }
  return middle_of(metric, series.first + static_cast<int>(series.counts.size()) - 1);
}

std::vector<double> fan_quantiles(const FanCounts& fan, int months) {
  std::vector<double> values;
  for (int metric = 0; metric < metric_count; ++metric)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int month = 0; month < months; ++month)
        for (const double level : fan_levels)
          values.push_back(fan_quantile(fan.at(month, nation, metric), metric, level) *
                           metric_rows[metric].scale);
  return values;
}

}  // namespace racecast
