#include "host/config/prior_lowering.hpp"

#include <algorithm>
#include <cmath>

namespace racecast {
namespace {

double node_score(int node) {
  return static_cast<double>(table_low) + node * static_cast<double>(table_spacing);
}

// A table of the logarithm keeps the relative accuracy of small positive values.
Link table_link(const BoundedPrior& prior) {
  const bool positive = prior.distribution->quantile(node_score(0)) > 0;
  return positive ? Link::exp : Link::identity;
}

QuantileTable tabulate(const BoundedPrior& prior, Link link) {
  QuantileTable table{};
  for (int node = 0; node <= table_cells; ++node) {
    const double z = node_score(node);
    const double value = prior.distribution->quantile(z) / prior.unit;
    const double slope = prior.distribution->slope(z) / prior.unit * double{table_spacing};
    table.value[node] = static_cast<float>(invert_link(link, value));
    table.slope[node] = static_cast<float>(link == Link::exp ? slope / value : slope);
  }
  return table;
}

Prior lower_line(const LinkedLine& line, double unit) {
  double offset = line.offset, scale = line.scale;
  if (line.link == Link::exp) {
    offset -= std::log(unit);
  } else if (line.link == Link::identity) {
    offset /= unit;
    scale /= unit;
  }
  Prior prior{};
  prior.link = line.link;
  prior.table = -1;
  prior.offset = static_cast<float>(offset);
  prior.scale = static_cast<float>(scale);
  return prior;
}

double hermite(const QuantileTable& table, double z) {
  const double position = (z - node_score(0)) / double{table_spacing};
  const double cell = std::clamp(std::floor(position), 0.0, double{table_cells - 1});
  const double t = position - cell, u = 1 - t;
  const auto i = static_cast<std::size_t>(cell);
  return u * u * (1 + 2 * t) * double{table.value[i]} + t * u * u * double{table.slope[i]} +
         t * t * (3 - 2 * t) * double{table.value[i + 1]} - t * t * u * double{table.slope[i + 1]};
}

}  // namespace

Prior lower_prior(const BoundedPrior& prior, std::vector<QuantileTable>& tables) {
  Prior lowered{};
  // A logistic is bounded by 1 of its own unit, so it cannot be rescaled within its link.
  const auto line = prior.distribution->line();
  if (line && (line->link != Link::logistic || prior.unit == 1)) {
    lowered = lower_line(*line, prior.unit);
  } else {
    lowered.link = table_link(prior);
    lowered.table = static_cast<std::int32_t>(tables.size());
    lowered.scale = 1;
    tables.push_back(tabulate(prior, lowered.link));
  }
  lowered.low = static_cast<float>(prior.low / prior.unit);
  lowered.high = static_cast<float>(prior.high / prior.unit);
  return lowered;
}

double evaluate(const Prior& prior, std::span<const QuantileTable> tables, double z) {
  const double g = prior.table < 0
                       ? double{prior.offset} + double{prior.scale} * z
                       : hermite(tables[static_cast<std::size_t>(prior.table)], z);
  return std::clamp(apply_link(prior.link, g), double{prior.low}, double{prior.high});
}

}  // namespace racecast
