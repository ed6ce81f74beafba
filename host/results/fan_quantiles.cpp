#include "host/results/fan_quantiles.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "host/result/axes.hpp"
#include "host/results/group_fields.hpp"

namespace racecast {

std::vector<double> fan_quantiles(const FanSeries& series, int metric,
                                  std::span<const double> levels) {
  const auto total = std::accumulate(series.counts.begin(), series.counts.end(), std::uint64_t{0});
  std::vector<double> values;
  if (total == 0) values.assign(levels.size(), std::numeric_limits<double>::quiet_NaN());
  std::uint64_t seen = 0;
  for (std::size_t i = 0; values.size() < levels.size(); ++i) {
    const bool last = i + 1 == series.counts.size();
    if (series.counts[i] == 0 && !last) continue;
    seen += series.counts[i];
    const int bucket = series.first + static_cast<int>(i);
    while (values.size() < levels.size() &&
           (last || static_cast<double>(seen) >=
                        std::ceil(levels[values.size()] * static_cast<double>(total))))
      values.push_back(bucket == 0 ? 0 : fan_edges(metric, bucket).middle());
  }
  return values;
}

double fan_quantile(const FanSeries& series, int metric, double level) {
  return fan_quantiles(series, metric, {&level, 1}).front();
}

std::vector<double> fan_quantiles(const FanCounts& fan, int months) {
  std::vector<double> values;
  for (int metric = 0; metric < metric_count; ++metric)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int month = 0; month < months; ++month)
        for (const double value : fan_quantiles(fan.at(month, nation, metric), metric, fan_levels))
          values.push_back(value * metric_rows[metric].scale);
  return values;
}

}  // namespace racecast
