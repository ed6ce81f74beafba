#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/hindcast/hindcast.hpp"
#include "host/priors/families.hpp"
#include "host/result/result.hpp"

namespace racecast {
namespace {

std::string figure_text(const HindcastPoint& point, std::size_t quantile) {
  return short_number(std::exp(point.quantile[quantile]), 3);
}

void figures(const Hindcast& hindcast, Answer& answer) {
  answer.section("figures");
  answer.table({left("figure"), "date", "came", "median", "80 % interval", "PIT", "CRPS"},
               hindcast.points, [&](const HindcastPoint& point) -> Cells {
                 return {hindcast.series[point.series].name,
                         point.date.text(),
                         short_number(std::exp(point.log_observed), 3),
                         figure_text(point, 3),
                         fmt::format("{} to {}", figure_text(point, 1), figure_text(point, 5)),
                         fmt::format("{:.2f}", point.score.pit),
                         fmt::format("{:.2f}", point.score.crps)};
               });
}

Cells cells_of(const Hindcast& hindcast, const ScoreRow& row, bool first) {
  const Series& series = hindcast.series[row.series];
  Cells cells = {first ? series.name + (series.repeats ? " *" : "") : "",
                 std::to_string(row.years_ahead), std::to_string(row.count)};
  for (const std::size_t inside : row.within) cells.push_back(std::to_string(inside));
  for (const double mean : {row.mean.pit, row.mean.crps, row.mean.log_score})
    cells.push_back(fmt::format("{:.2f}", mean));
  const NaiveMean* best = row.best_naive();
  cells.push_back(best == nullptr ? "too few figures before the start"
                                  : fmt::format("{:5.2f} {}", best->crps, naive_names[best->rule]));
  return cells;
}

void scores(const Hindcast& hindcast, const HindcastScores& of, Answer& answer) {
  TextTable table{{left("series"), "years", "n", "50%", "80%", "95%", "PIT", "CRPS", "log s.",
                   left("best naive rule")}};
  std::size_t last = hindcast.series.size();
  for (const ScoreRow& row : of.horizons) {
    table.add(cells_of(hindcast, row, row.series != last));
    last = row.series;
  }
  answer.section("scores");
  answer.add(table);
  answer.say(
      "years ahead; figures (n), and how many lie in each central interval; means of PIT, CRPS (in "
      "natural logarithms: 0.1 is about 10 %; less is better) and log score (less is better)");
  if (std::ranges::any_of(hindcast.series, &Series::repeats))
    answer.line("*: counts what another series counts as well");
}

double share_within(const ScoreTotal& total, std::size_t interval) {
  return static_cast<double>(total.within[interval]) / static_cast<double>(total.count);
}

void total(const ScoreTotal& of, Answer& answer) {
  answer.section("total");
  std::string shares;
  for (std::size_t i = 0; i < interval_shares.size(); ++i)
    shares += fmt::format("{}{:.0f} % (exact binomial {:.0f} to {:.0f} %) in the central {:g} %",
                          i == 0 ? "" : ", ", 100 * share_within(of, i), 100 * of.low(i),
                          100 * of.high(i), 100 * interval_shares[i]);
  answer.say(
      "Of {} figures of {} series (without *) there lie {}. The figures of a series lie close "
      "together, so that these intervals are too narrow: they describe, and pass or fail nothing.",
      of.count, of.series, shares);
  answer.say("PIT in fifths: {}.", fmt::join(of.pit, " "));
  answer.say("Mean CRPS {:.3f}, mean log score {:.2f}, each series counted once.", of.mean.crps,
             of.mean.log_score);
  for (std::size_t i = 0; i < naive_count; ++i)
    if (of.naive[i].series > 0)
      answer.say("{}: {:.3f} against {:.3f} of the model on the same {} series.", naive_names[i],
                 of.naive[i].crps, of.naive[i].model, of.naive[i].series);
  if (of.compared > 0)
    answer.say(
        "The rule that is best for each series in hindsight: {:.3f} against {:.3f}; the model is "
        "better in {} of {} series.",
        of.best_naive, of.model_compared, of.better, of.compared);
}

Data score_data(const ForecastScore& score) {
  return {{"pit", score.pit}, {"crps", score.crps}, {"log_score", score.log_score}};
}

/// {within_50, within_80, within_95} of what `make` gives of each interval.
template <class Make>
Data by_interval(Make make) {
  Data object = Data::Object{};
  for (std::size_t i = 0; i < interval_shares.size(); ++i)
    object.add(fmt::format("within_{:.0f}", 100 * interval_shares[i]), make(i));
  return object;
}

Data series_data(const Series& series, std::size_t past) {
  return {{"name", series.name},
          {"unit", series.unit},
          {"description", series.description},
          {"source", series.source},
          {"coverage", series.coverage},
          {"coverage_error", series.coverage_error},
          {"repeats", series.repeats},
          {"figures_before_start", past}};
}

Data point_data(const Hindcast& hindcast, const HindcastPoint& point) {
  Data quantiles = Data::Object{};
  for (std::size_t i = 0; i < hindcast_quantiles.size(); ++i)
    quantiles.add(quantile_key(hindcast_quantiles[i]), std::exp(point.quantile[i]));
  return score_data(point.score)
      .add({{"series", hindcast.series[point.series].name},
            {"date", point.date.text()},
            {"years_ahead", point.years_ahead()},
            {"observed", std::exp(point.log_observed)},
            {"quantiles", quantiles},
            {"naive_crps", object_of(naive_keys, [&](std::size_t i) { return point.naive[i]; })}});
}

Data row_data(const Hindcast& hindcast, const ScoreRow& row) {
  Data naive = Data::Object{};
  for (const NaiveMean& mean : row.naive) naive.add(naive_keys[mean.rule], mean.crps);
  const NaiveMean* best = row.best_naive();
  return score_data(row.mean)
      .add(by_interval([&](std::size_t i) { return row.within[i]; }))
      .add({{"series", hindcast.series[row.series].name},
            {"years_ahead", row.years_ahead == 0 ? Data() : Data(row.years_ahead)},
            {"figures", row.count},
            {"naive_crps", naive},
            {"best_naive", best == nullptr ? Data() : Data(naive_keys[best->rule])}});
}

Data total_data(const ScoreTotal& of) {
  const auto coverage = [&](std::size_t i) {
    return Data{{"count", of.within[i]},
                {"share", share_within(of, i)},
                {"low", of.low(i)},
                {"high", of.high(i)}};
  };
  const auto naive = [&](std::size_t i) {
    return Data{{"series", of.naive[i].series},
                {"crps", of.naive[i].crps},
                {"model_crps", of.naive[i].model}};
  };
  return score_data(of.mean).add({{"series", of.series},
                                  {"figures", of.count},
                                  {"coverage", by_interval(coverage)},
                                  {"pit_fifths", of.pit},
                                  {"naive", object_of(naive_keys, naive)},
                                  {"best_naive_of_each",
                                   {{"series", of.compared},
                                    {"crps", of.best_naive},
                                    {"model_crps", of.model_compared},
                                    {"model_better", of.better}}}});
}

}  // namespace

Answer hindcast_answer(const Hindcast& hindcast) {
  const HindcastScores table = hindcast_scores(hindcast);
  Answer answer;
  answer.section("headline");
  answer.say(
      "{}, as seen before {}: {} figures of {} series against {} draws of {} paths (seed {}).",
      one_line(hindcast.name), hindcast.start.text(), hindcast.points.size(),
      hindcast.series.size(), hindcast.draws, hindcast.paths_per_draw, hindcast.seed);
  figures(hindcast, answer);
  scores(hindcast, table, answer);
  total(table.total, answer);
  return answer;
}

Data hindcast_data(const Hindcast& hindcast) {
  const HindcastScores table = hindcast_scores(hindcast);
  const auto rows = [&](const std::vector<ScoreRow>& of) {
    return list_of(of, [&](const ScoreRow& row) { return row_data(hindcast, row); });
  };
  Data series = Data::List{};
  for (std::size_t i = 0; i < hindcast.series.size(); ++i)
    series.push_back(series_data(hindcast.series[i], hindcast.past[i]));
  const auto figure = [&](const HindcastPoint& point) { return point_data(hindcast, point); };
  return {{"name", hindcast.name},
          {"start", hindcast.start.text()},
          {"draws", hindcast.draws},
          {"paths_per_draw", hindcast.paths_per_draw},
          {"seed", hindcast.seed},
          {"model_version", model_version},
          {"crps_unit", "ln"},
          {"series", series},
          {"figures", list_of(hindcast.points, figure)},
          {"scores", rows(table.series)},
          {"scores_by_horizon", rows(table.horizons)},
          {"total", total_data(table.total)},
          {"notices", hindcast.notices}};
}

}  // namespace racecast
