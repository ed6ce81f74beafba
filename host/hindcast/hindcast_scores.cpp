#include "host/hindcast/hindcast.hpp"

#include <algorithm>

#include "host/inference/probability.hpp"

namespace racecast {
namespace {

constexpr double ForecastScore::*all_scores[] = {&ForecastScore::pit, &ForecastScore::crps,
                                                 &ForecastScore::log_score};

void add(const ForecastScore& score, ForecastScore& to) {
  for (const auto each : all_scores) to.*each += score.*each;
}
void divide(ForecastScore& score, std::size_t count) {
  for (const auto each : all_scores) score.*each /= static_cast<double>(count);
}

/// Of the points of a series that `wanted` says yes to.
template <class Wanted>
ScoreRow row_of(const Hindcast& hindcast, std::size_t series, int years_ahead,
                const Wanted& wanted) {
  ScoreRow row;
  row.series = series;
  row.years_ahead = years_ahead;
  std::array<std::size_t, naive_count> said{};
  std::array<double, naive_count> sum{};
  for (const HindcastPoint& point : hindcast.points) {
    if (point.series != series || !wanted(point)) continue;
    ++row.count;
    for (std::size_t i = 0; i < interval_shares.size(); ++i)
      row.within[i] += point.within(interval_shares[i]);
    add(point.score, row.mean);
    for (std::size_t i = 0; i < naive_count; ++i) {
      said[i] += point.naive[i].has_value();
      sum[i] += point.naive[i].value_or(0);
    }
  }
  if (row.count == 0) return row;
  divide(row.mean, row.count);
  for (std::size_t i = 0; i < naive_count; ++i)
    if (said[i] == row.count) row.naive.push_back({i, sum[i] / static_cast<double>(row.count)});
  return row;
}

void add_naive(const ScoreRow& row, ScoreTotal& total) {
  for (const NaiveMean& naive : row.naive) {
    NaiveTotal& sum = total.naive[naive.rule];
    ++sum.series;
    sum.crps += naive.crps;
    sum.model += row.mean.crps;
  }
  const NaiveMean* best = row.best_naive();
  if (best == nullptr) return;
  ++total.compared;
  total.better += row.mean.crps < best->crps;
  total.best_naive += best->crps;
  total.model_compared += row.mean.crps;
}

ScoreTotal total_of(const Hindcast& hindcast, const std::vector<ScoreRow>& series) {
  ScoreTotal total;
  for (const ScoreRow& row : series) {
    if (hindcast.series[row.series].repeats) continue;
    ++total.series;
    total.count += row.count;
    for (std::size_t i = 0; i < interval_shares.size(); ++i) total.within[i] += row.within[i];
    add(row.mean, total.mean);
    add_naive(row, total);
  }
  for (const HindcastPoint& point : hindcast.points)
    if (!hindcast.series[point.series].repeats)
      ++total.pit[std::min<std::size_t>(4, static_cast<std::size_t>(point.score.pit * 5))];
  if (total.series > 0) divide(total.mean, total.series);
  for (NaiveTotal& sum : total.naive) {
    if (sum.series == 0) continue;
    sum.crps /= static_cast<double>(sum.series);
    sum.model /= static_cast<double>(sum.series);
  }
  if (total.compared > 0) {
    total.best_naive /= static_cast<double>(total.compared);
    total.model_compared /= static_cast<double>(total.compared);
  }
  return total;
}

}  // namespace

const NaiveMean* ScoreRow::best_naive() const {
  const auto best = std::ranges::min_element(naive, {}, &NaiveMean::crps);
  return best == naive.end() ? nullptr : &*best;
}

double ScoreTotal::low(std::size_t interval) const {
  return clopper_pearson_low(static_cast<double>(within[interval]), static_cast<double>(count));
}
double ScoreTotal::high(std::size_t interval) const {
  return clopper_pearson_high(static_cast<double>(within[interval]), static_cast<double>(count));
}

HindcastScores hindcast_scores(const Hindcast& hindcast) {
  HindcastScores table;
  int most = 0;
  for (const HindcastPoint& point : hindcast.points) most = std::max(most, point.years_ahead());
  for (std::size_t series = 0; series < hindcast.series.size(); ++series) {
    table.series.push_back(row_of(hindcast, series, 0, [](const HindcastPoint&) { return true; }));
    for (int years = 1; years <= most; ++years) {
      ScoreRow row = row_of(hindcast, series, years, [&](const HindcastPoint& point) {
        return point.years_ahead() == years;
      });
      if (row.count > 0) table.horizons.push_back(std::move(row));
    }
  }
  table.total = total_of(hindcast, table.series);
  return table;
}

}  // namespace racecast
