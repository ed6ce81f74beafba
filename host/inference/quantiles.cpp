#include "host/inference/quantiles.hpp"

#include <limits>
#include <numeric>
#include <span>

#include "host/result/tally.hpp"

namespace racecast {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// counts[i] trajectories at first + i, `below` at -infinity and `above` at infinity.
Quantiles quantiles_of(std::span<const std::uint64_t> counts, int first, std::uint64_t below,
                       std::uint64_t above) {
  const std::uint64_t total = std::accumulate(counts.begin(), counts.end(), below + above);
  Quantiles quantiles;
  for (std::size_t level = 0; level < quantiles.size(); ++level) {
    const std::uint64_t wanted = total * static_cast<std::uint64_t>(quantile_percents[level]);
    std::uint64_t seen = below;
    std::size_t i = 0;
    if (total == 0) {
      quantiles[level] = std::numeric_limits<double>::quiet_NaN();
    } else if (seen * 100 >= wanted) {
      quantiles[level] = -infinity;
    } else {
      while (i < counts.size() && (seen += counts[i]) * 100 < wanted) ++i;
      quantiles[level] = i < counts.size() ? static_cast<double>(i) + first : infinity;
    }
  }
  return quantiles;
}

}  // namespace

Quantiles arrival_quantiles(const Result& result, int threshold, int nation) {
  const std::vector<std::uint64_t> months = arrivals_of(result, threshold, nation);
  return quantiles_of(std::span(months).first(months.size() - 1), 0, 0, 0);
}

Quantiles arrival_quantiles_all(const Result& result, int threshold, int nation) {
  const std::vector<std::uint64_t> months = arrivals_of(result, threshold, nation);
  return quantiles_of(std::span(months).first(months.size() - 1), 0, 0, months.back());
}

Quantiles lead_quantiles(const Result& result, int threshold) {
  return quantiles_of(leads_of(result, threshold).both, -result.layout.horizon, 0, 0);
}

Quantiles lead_quantiles_all(const Result& result, int threshold) {
  const LeadCounts leads = leads_of(result, threshold);
  return quantiles_of(leads.both, -result.layout.horizon, leads.cn_alone, leads.us_alone);
}

}  // namespace racecast
