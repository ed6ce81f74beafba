#include "host/calibrate/posterior_priors.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "host/config/config.hpp"
#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

/// A column of scores with its weights.
struct Column {
  std::vector<double> score;
  const std::vector<double>& weight;

  std::vector<std::size_t> order() const {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return score[i]; });
    return order;
  }
};

/// Common area of N(0, 1) and N(mean, sd^2), by the trapezoidal rule.
double overlap_of(double mean, double sd) {
  double area = 0;
  constexpr double step = 1.0 / 64;
  for (double z = -10; z <= 10; z += step) {
    const double off = (z - mean) / sd;
    area += std::min(std::exp(-z * z / 2), std::exp(-off * off / 2) / sd);
  }
  return std::min(1.0, area * step / std::sqrt(2 * std::numbers::pi));
}

void summarise(const Column& column, const std::vector<std::size_t>& order, PosteriorPrior& of) {
  of.mean = 0;
  double square = 0;
  for (std::size_t i = 0; i < column.score.size(); ++i)
    of.mean += column.weight[i] * column.score[i];
  for (std::size_t i = 0; i < column.score.size(); ++i)
    square += column.weight[i] * (column.score[i] - of.mean) * (column.score[i] - of.mean);
  of.sd = std::sqrt(square);
  double below = 0;
  std::size_t at = 0;
  for (std::size_t k = 0; k < posterior_quantile_count; ++k) {
    while (at + 1 < order.size() && below + column.weight[order[at]] < posterior_quantiles[k])
      below += column.weight[order[at++]];
    of.score[k] = column.score[order[at]];
  }
  of.overlap = overlap_of(of.mean, std::max(of.sd, 1e-3));
}

/// Normal scores of the middle of each draw's weighted rank.
std::vector<float> rank_scores(const Column& column, const std::vector<std::size_t>& order) {
  std::vector<float> scores(column.score.size());
  double below = 0;
  for (const std::size_t i : order) {
    const double middle = below + column.weight[i] / 2;
    below += column.weight[i];
    scores[i] = static_cast<float>(normal_quantile(std::clamp(middle, 1e-12, 1 - 1e-12)));
  }
  return scores;
}

/// Weighted products of all pairs of columns, [column][column].
std::vector<double> correlations(const std::vector<std::vector<float>>& columns,
                                 const std::vector<double>& weight) {
  const std::size_t n = columns.size();
  std::vector<double> products(n * n);
  std::vector<double> row(n);
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (!(weight[i] > 1e-9)) continue;
    for (std::size_t j = 0; j < n; ++j) row[j] = static_cast<double>(columns[j][i]);
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t k = 0; k <= j; ++k) products[j * n + k] += weight[i] * row[j] * row[k];
  }
  std::vector<double> result(n * n);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k <= j; ++k) {
      const double scale = std::sqrt(products[j * n + j] * products[k * n + k]);
      result[j * n + k] = result[k * n + j] = scale > 0 ? products[j * n + k] / scale : 0;
    }
  return result;
}

}  // namespace

bool PosteriorPrior::is_changed() const {
  const double error = 1 / std::sqrt(std::max(size, 1.0));
  const bool moved =
      std::abs(mean) > 5 * error || std::abs(sd * sd - 1) > 5 * std::sqrt(2.0) * error;
  return moved && overlap < 0.97;
}

double PosteriorPrior::outer_score(double probability) const {
  const bool low = probability < 0.5;
  const double end =
      low ? posterior_quantiles[0] : posterior_quantiles[posterior_quantile_count - 1];
  const double from = low ? score.front() : score.back();
  return from + sd * (normal_quantile(probability) - normal_quantile(end));
}

PosteriorPriors posterior_priors(const Config& config, const Target& target,
                                 const Posterior& posterior) {
  const std::vector<float> scores = target.prior_scores(posterior.z);
  const std::size_t draws = posterior.draws(), priors = scores.size() / draws;
  PosteriorPriors all;
  std::vector<std::vector<float>> columns;
  for (std::size_t j = 0; j < priors; ++j) {
    Column column{std::vector<double>(draws), posterior.weight};
    for (std::size_t i = 0; i < draws; ++i)
      column.score[i] = static_cast<double>(scores[i * priors + j]);
    const std::vector<std::size_t> order = column.order();
    PosteriorPrior of;
    of.parameter = &parameter_of_prior(config, j);
    of.size = posterior.effective;
    summarise(column, order, of);
    columns.push_back(rank_scores(column, order));
    all.prior.push_back(of);
  }
  all.correlation = correlations(columns, posterior.weight);
  return all;
}

}  // namespace racecast
