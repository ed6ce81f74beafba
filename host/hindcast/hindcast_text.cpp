#include <fmt/format.h>

#include <cmath>

#include "host/hindcast/hindcast_scores.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t name_columns = 28;

std::string within_text(const ScoreRow& row) {
  std::string text;
  for (const std::size_t inside : row.within) text += right_cell(fmt::format("{}", inside), 4);
  return text;
}

std::string naive_text(const ScoreRow& row) {
  const NaiveMean* best = row.best_naive();
  if (best == nullptr) return "  too few figures before the start";
  return fmt::format("  {:5.2f} {}", best->crps, naive_names[best->rule]);
}

std::string line_of(const Hindcast& hindcast, const ScoreRow& row, bool first) {
  const Series& series = hindcast.series[row.series];
  const std::string name = first ? series.name + (series.repeats ? " *" : "") : "";
  return fmt::format("{} {:>5} {:>3}{}  {:4.2f} {:5.2f} {:6.2f}{}\n", left_cell(name, name_columns),
                     row.years_ahead, row.count, within_text(row), row.mean.pit, row.mean.crps,
                     row.mean.log_score, naive_text(row));
}

std::string figure_text(const HindcastPoint& point, std::size_t quantile) {
  return short_number(std::exp(point.quantile[quantile]), 3);
}

std::string points_text(const Hindcast& hindcast) {
  std::string text =
      fmt::format("{} {:>7} {:>9} {:>9} {:>22}  {:>5} {:>5}\n", left_cell("figure", name_columns),
                  "date", "came", "median", "80 % interval", "PIT", "CRPS");
  for (const HindcastPoint& point : hindcast.points) {
    const std::string interval =
        fmt::format("{} to {}", figure_text(point, 1), figure_text(point, 5));
    text += fmt::format("{} {:>7} {:>9} {:>9} {:>22}  {:5.2f} {:5.2f}\n",
                        left_cell(hindcast.series[point.series].name, name_columns),
                        point.date.text(), short_number(std::exp(point.log_observed), 3),
                        figure_text(point, 3), interval, point.score.pit, point.score.crps);
  }
  return text;
}

std::string total_text(const ScoreTotal& total) {
  std::string text =
      fmt::format("Of {} figures of {} series (without *) there lie ", total.count, total.series);
  for (std::size_t i = 0; i < interval_shares.size(); ++i)
    text += fmt::format(
        "{}{:.0f} % (exact binomial {:.0f} to {:.0f} %) in the central {:g} %", i == 0 ? "" : ", ",
        100.0 * static_cast<double>(total.within[i]) / static_cast<double>(total.count),
        100 * total.low(i), 100 * total.high(i), 100 * interval_shares[i]);
  text +=
      ". The figures of a series lie close together, so that these intervals are too narrow: "
      "they describe, and pass or fail nothing.";
  text = wrapped(text, text_width);
  text += wrapped(fmt::format("PIT in fifths: {} {} {} {} {}.", total.pit[0], total.pit[1],
                              total.pit[2], total.pit[3], total.pit[4]),
                  text_width);
  text += wrapped(fmt::format("Mean CRPS {:.3f}, mean log score {:.2f}, each series counted once.",
                              total.mean.crps, total.mean.log_score),
                  text_width);
  for (std::size_t i = 0; i < naive_count; ++i)
    if (total.naive[i].series > 0)
      text += wrapped(fmt::format("{}: {:.3f} against {:.3f} of the model on the same {} series.",
                                  naive_names[i], total.naive[i].crps, total.naive[i].model,
                                  total.naive[i].series),
                      text_width);
  if (total.compared > 0)
    text += wrapped(
        fmt::format(
            "The rule that is best for each series in hindsight: {:.3f} against {:.3f}; the "
            "model is better in {} of {} series.",
            total.best_naive, total.model_compared, total.better, total.compared),
        text_width);
  return text;
}

bool any_repeats(const Hindcast& hindcast) {
  for (const Series& series : hindcast.series)
    if (series.repeats) return true;
  return false;
}

}  // namespace

std::string hindcast_text(const Hindcast& hindcast) {
  const HindcastScores table = hindcast_scores(hindcast);
  std::string text = wrapped(
      fmt::format(
          "{}, as seen before {}: {} figures of {} series against {} draws of {} paths (seed "
          "{}).",
          one_line(hindcast.name), hindcast.start.text(), hindcast.points.size(),
          hindcast.series.size(), hindcast.draws, hindcast.paths_per_draw, hindcast.seed),
      text_width);
  text += '\n' + points_text(hindcast) + '\n';
  text += fmt::format("{} {:>5} {:>3}{:>4}{:>4}{:>4}  {:>4} {:>5} {:>6}  {}\n",
                      left_cell("series", name_columns), "years", "n", "50%", "80%", "95%", "PIT",
                      "CRPS", "log s.", "best naive rule");
  std::size_t last = hindcast.series.size();
  for (const ScoreRow& row : table.horizons) {
    text += line_of(hindcast, row, row.series != last);
    last = row.series;
  }
  text += wrapped(
      "years ahead; figures (n), and how many lie in each central interval; means of PIT, "
      "CRPS (in natural logarithms: 0.1 is about 10 %; less is better) and log score "
      "(less is better)",
      text_width);
  if (any_repeats(hindcast)) text += "*: counts what another series counts as well\n";
  return text + '\n' + total_text(table.total);
}

}  // namespace racecast
