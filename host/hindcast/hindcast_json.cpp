#include <cmath>

#include "host/hindcast/hindcast_scores.hpp"
#include "host/priors/families.hpp"
#include "host/result/result.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json json_of(const ForecastScore& score) {
  return {{"pit", score.pit}, {"crps", score.crps}, {"log_score", score.log_score}};
}

std::string share_key(std::size_t interval) {
  return "within_" + std::to_string(static_cast<int>(std::lround(100 * interval_shares[interval])));
}

json series_json(const Hindcast& hindcast, std::size_t place) {
  const Series& series = hindcast.series[place];
  return {{"name", series.name},
          {"unit", series.unit},
          {"description", series.description},
          {"source", series.source},
          {"coverage", series.coverage},
          {"coverage_error", series.coverage_error},
          {"repeats", series.repeats},
          {"figures_before_start", hindcast.past[place]}};
}

json point_json(const Hindcast& hindcast, const HindcastPoint& point) {
  json quantiles = json::object(), naive = json::object();
  for (std::size_t i = 0; i < hindcast_quantiles.size(); ++i)
    quantiles[quantile_key(hindcast_quantiles[i])] = std::exp(point.quantile[i]);
  for (std::size_t i = 0; i < naive_count; ++i)
    naive[naive_keys[i]] = point.naive[i] ? json(*point.naive[i]) : json(nullptr);
  json made = {{"series", hindcast.series[point.series].name},
               {"date", point.date.text()},
               {"years_ahead", point.years_ahead()},
               {"observed", std::exp(point.log_observed)},
               {"quantiles", quantiles},
               {"naive_crps", naive}};
  made.update(json_of(point.score));
  return made;
}

json row_json(const Hindcast& hindcast, const ScoreRow& row) {
  json naive = json::object();
  for (const NaiveMean& mean : row.naive) naive[naive_keys[mean.rule]] = mean.crps;
  json made = {{"series", hindcast.series[row.series].name},
               {"years_ahead", row.years_ahead == 0 ? json(nullptr) : json(row.years_ahead)},
               {"figures", row.count},
               {"naive_crps", naive}};
  for (std::size_t i = 0; i < interval_shares.size(); ++i) made[share_key(i)] = row.within[i];
  made.update(json_of(row.mean));
  const NaiveMean* best = row.best_naive();
  made["best_naive"] = best == nullptr ? json(nullptr) : json(naive_keys[best->rule]);
  return made;
}

json total_json(const ScoreTotal& total) {
  json coverage = json::object(), naive = json::object();
  for (std::size_t i = 0; i < interval_shares.size(); ++i)
    coverage[share_key(i)] = {
        {"count", total.within[i]},
        {"share", static_cast<double>(total.within[i]) / static_cast<double>(total.count)},
        {"low", total.low(i)},
        {"high", total.high(i)}};
  for (std::size_t i = 0; i < naive_count; ++i)
    naive[naive_keys[i]] = {{"series", total.naive[i].series},
                            {"crps", total.naive[i].crps},
                            {"model_crps", total.naive[i].model}};
  json made = {{"series", total.series},
               {"figures", total.count},
               {"coverage", coverage},
               {"pit_fifths", total.pit},
               {"naive", naive},
               {"best_naive_of_each",
                {{"series", total.compared},
                 {"crps", total.best_naive},
                 {"model_crps", total.model_compared},
                 {"model_better", total.better}}}};
  made.update(json_of(total.mean));
  return made;
}

}  // namespace

json hindcast_json(const Hindcast& hindcast) {
  const HindcastScores table = hindcast_scores(hindcast);
  json series = json::array(), points = json::array(), rows = json::array(), all = json::array();
  for (std::size_t i = 0; i < hindcast.series.size(); ++i)
    series.push_back(series_json(hindcast, i));
  for (const HindcastPoint& point : hindcast.points) points.push_back(point_json(hindcast, point));
  for (const ScoreRow& row : table.series) all.push_back(row_json(hindcast, row));
  for (const ScoreRow& row : table.horizons) rows.push_back(row_json(hindcast, row));
  return {{"name", hindcast.name},      {"start", hindcast.start.text()},
          {"draws", hindcast.draws},    {"paths_per_draw", hindcast.paths_per_draw},
          {"seed", hindcast.seed},      {"model_version", model_version},
          {"crps_unit", "ln"},          {"series", series},
          {"figures", points},          {"scores", all},
          {"scores_by_horizon", rows},  {"total", total_json(table.total)},
          {"notices", hindcast.notices}};
}

}  // namespace racecast
