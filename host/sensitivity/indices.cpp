#include "host/sensitivity/indices.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace racecast {
namespace {

std::vector<double> centres(const Evaluations& a, const Evaluations& b, std::size_t outputs) {
  std::vector<double> centre(outputs);
  for (const Evaluations* each : {&a, &b})
    for (const std::vector<double>& values : *each)
      for (std::size_t i = 0; i < values.size(); ++i) centre[i % outputs] += values[i];
  const double values = static_cast<double>(4 * a[0].size() / outputs);
  for (double& each : centre) each /= values;
  return centre;
}

}  // namespace

IndexSums::IndexSums(std::size_t outputs, std::size_t factors, std::size_t rows, std::uint64_t seed)
    : outputs_(outputs),
      factors_(factors),
      rows_(rows),
      resampled_(std::min(rows, most_groups), resamples, seed),
      base_(outputs * base_sums * resampled_.columns()),
      pair_(outputs * factors * pair_sums * resampled_.columns()) {}

std::size_t IndexSums::base(std::size_t output, std::size_t what) const {
  return (output * base_sums + what) * resampled_.columns();
}
std::size_t IndexSums::pair(std::size_t output, std::size_t factor, std::size_t what) const {
  return ((output * factors_ + factor) * pair_sums + what) * resampled_.columns();
}

void IndexSums::begin(std::size_t first_row, const Evaluations& a, const Evaluations& b) {
  if (a[0].size() % (group_rows() * outputs_) != 0)
    throw std::invalid_argument("a block of rows does not consist of whole groups");
  if (centre_.empty()) centre_ = centres(a, b, outputs_);
  first_row_ = first_row, a_ = a, b_ = b;
  const std::size_t groups = a[0].size() / (group_rows() * outputs_);
  for (std::size_t group = 0; group < groups; ++group)
    for (std::size_t output = 0; output < outputs_; ++output) {
      double sums[base_sums] = {};
      for (std::size_t row = group * group_rows(); row < (group + 1) * group_rows(); ++row)
        for (const Evaluations* each : {&a_, &b_}) {
          const double zero = (*each)[0][row * outputs_ + output] - centre_[output];
          const double one = (*each)[1][row * outputs_ + output] - centre_[output];
          sums[sum_0] += zero, sums[sum_1] += one;
          sums[product] += zero * one;
          sums[noise] += (zero - one) * (zero - one);
        }
      for (std::size_t what = 0; what < base_sums; ++what)
        resampled_.add(first_row_ / group_rows() + group, sums[what], &base_[base(output, what)]);
    }
}

void IndexSums::add(std::size_t factor, const Evaluations& c) {
  const std::size_t groups = a_[0].size() / (group_rows() * outputs_);
  for (std::size_t group = 0; group < groups; ++group)
    for (std::size_t output = 0; output < outputs_; ++output) {
      double first = 0, total = 0;
      for (std::size_t row = group * group_rows(); row < (group + 1) * group_rows(); ++row) {
        const std::size_t at = row * outputs_ + output;
        const double change_0 = c[0][at] - a_[0][at], change_1 = c[1][at] - a_[1][at];
        first +=
            ((b_[0][at] - centre_[output]) * change_1 + (b_[1][at] - centre_[output]) * change_0) /
            2;
        total += change_0 * change_1 / 2;
      }
      if (first == 0 && total == 0) continue;
      const std::size_t unit = first_row_ / group_rows() + group;
      resampled_.add(unit, first, &pair_[pair(output, factor, first_order)]);
      resampled_.add(unit, total, &pair_[pair(output, factor, total_order)]);
    }
}

OutputIndices IndexSums::indices_of(std::size_t output, double paths) const {
  const std::size_t columns = resampled_.columns();
  const double rows = static_cast<double>(rows_), values = 2 * rows;
  std::vector<double> variance(columns), share(columns), first(columns), total(columns);
  OutputIndices found;
  for (std::size_t i = 0; i < columns; ++i) {
    const double mean_0 = base_[base(output, sum_0) + i] / values,
                 mean_1 = base_[base(output, sum_1) + i] / values;
    variance[i] = base_[base(output, product) + i] / values - mean_0 * mean_1;
    const double within = paths * base_[base(output, noise) + i] / values / 2;
    share[i] = variance[i] / (variance[i] + within);
    if (i > 0) continue;
    found.mean = centre_[output] + (mean_0 + mean_1) / 2;
    found.between = variance[0], found.within = within;
  }
  const auto positive = [](double v) {
    return v > 0 ? v : std::numeric_limits<double>::quiet_NaN();
  };
  found.share = percentile_interval(share);
  for (std::size_t factor = 0; factor < factors_; ++factor) {
    for (std::size_t i = 0; i < columns; ++i) {
      first[i] = pair_[pair(output, factor, first_order) + i] / rows / positive(variance[i]);
      total[i] = pair_[pair(output, factor, total_order) + i] / rows / positive(variance[i]);
    }
    found.factors.push_back({percentile_interval(first), percentile_interval(total)});
  }
  return found;
}

std::vector<OutputIndices> IndexSums::indices(double paths) const {
  std::vector<OutputIndices> all;
  for (std::size_t output = 0; output < outputs_; ++output)
    all.push_back(indices_of(output, paths));
  return all;
}

}  // namespace racecast
