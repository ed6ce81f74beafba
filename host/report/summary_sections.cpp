#include "host/report/summary_sections.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/report/percent_text.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t event_columns = 55;
constexpr std::size_t most_years = 12;

/// "estimate (standard error)" in percent, the error rounded up. None or all of the trajectories
/// have no error that could be computed.
std::string cell(const Estimate& estimate) {
  if (std::isnan(estimate.value)) return "-";
  if (estimate.value <= 0 || estimate.value >= 1) return percent(estimate.value);
  return fmt::format("{} ({:.1f})", percent(estimate.value), std::ceil(1000 * estimate.error) / 10);
}

std::string how_sure(const Result& result, int threshold) {
  const SecondOrder order = second_order(result, threshold);
  std::string text = fmt::format(
      "In {} % of the worlds (draws of the parameters; standard error {:.1f}) the United States is "
      "likelier than not to be first. Its probability is at most {} % in 5 % of the worlds, at "
      "most {} % in half of them, and at most {} % in 95 %.",
      percent(order.us_likelier.value), std::ceil(1000 * order.us_likelier.error) / 10,
      percent(order.quantiles.front()), percent(order.quantiles[quantile_count / 2]),
      percent(order.quantiles.back()));
  const VarianceShare& variance = order.variance;
  if (std::isnan(variance.share)) return wrapped(text, text_width);
  text += fmt::format(
      " Of the variance, {} % (95 % interval {} to {}) lies between worlds, in what is not known "
      "of "
      "the parameters; the rest is chance within a world.",
      percent(variance.share), percent(variance.low), percent(variance.high));
  return wrapped(text, text_width);
}

/// Every year, or every second, fifth ... one, so that there are few rows; always the last.
std::vector<YearOdds> few_years(const std::vector<YearOdds>& years) {
  std::size_t step = 1;
  for (const std::size_t wider : {2, 5, 10, 20})
    if (years.size() > most_years * step) step = wider;
  std::vector<YearOdds> few;
  for (std::size_t i = 0; i < years.size(); ++i)
    if (i % step == 0 || i + 1 == years.size()) few.push_back(years[i]);
  return few;
}

std::string turn_sentence(const Result& result, int threshold, const YearTable& table) {
  const std::string other =
      less_likely(result, threshold) == us_first ? "the United States" : "China";
  const std::string turn =
      table.turns
          ? fmt::format("If nobody has arrived by the end of {}, {} is the likelier winner.",
                        *table.turns, other)
          : fmt::format(
                "The odds never turn: however long nobody arrives, {} does not become the "
                "likelier winner.",
                other);
  const std::string half =
      table.crosses_half ? fmt::format(" P(US first | nobody yet) crosses 50 % by the end of {}.",
                                       *table.crosses_half)
                         : " P(US first | nobody yet) never crosses 50 %.";
  return turn + half;
}

std::string when(const Result& result, int threshold) {
  const YearTable table = year_table(result, threshold);
  const auto row = [](const std::string& year, const std::array<std::string, 5>& cells) {
    std::string line = fmt::format("{:<16}", year);
    for (const std::string& text : cells) line += fmt::format(" {:>15}", text);
    return line + '\n';
  };
  std::string text = row("%, by the end of", {"US is first", "China is first", "nobody yet",
                                              "then US first", "then China"});
  for (const YearOdds& odds : few_years(table.years)) {
    const bool later = odds.enough && odds.month < result.layout.horizon;
    text += row(odds.end.text(),
                {cell(odds.us), cell(odds.cn), cell(odds.open), later ? cell(odds.us_after) : "-",
                 later ? cell(odds.cn_after) : "-"});
  }
  return text + wrapped(
                    "(then: by the horizon, if nobody has arrived yet; in brackets: standard "
                    "error) " +
                        turn_sentence(result, threshold, table),
                    text_width);
}

std::string what_moves_it(const Result& result, int threshold) {
  const std::vector<EventEffect> effects = event_effects(result, threshold);
  if (effects.empty())
    return wrapped("No event has enough trajectories with it and without it.", text_width);
  const auto row = [](const std::string& event, const std::string& share, const std::string& with,
                      const std::string& without, const std::string& difference) {
    return fmt::format("{} {:>8} {:>8} {:>8} {:>14}\n", left_cell(event, event_columns), share,
                       with, without, difference);
  };
  std::string text = row("P(US first), %, by events up to the first arrival", "share", "with",
                         "without", "difference");
  for (const EventEffect& effect : effects)
    text += row(event_rows[effect.event].meaning, percent(effect.share.value),
                percent(effect.us_with.value), percent(effect.us_without.value),
                fmt::format("{:+.1f} ({:.1f})", 100 * effect.difference.value,
                            std::ceil(1000 * effect.difference.error) / 10));
  return text + wrapped(
                    "(in brackets: standard error; share: of all trajectories. What goes with "
                    "an event need not come from it.)",
                    text_width);
}

}  // namespace

std::string sections_text(const Result& result, int threshold) {
  const std::string name = one_line(result.thresholds[static_cast<std::size_t>(threshold)].name);
  const auto head = [&](const char* text) {
    return cut(fmt::format("{}: {}", text, name), text_width) + '\n';
  };
  return head("How sure") + how_sure(result, threshold) + '\n' + head("When") +
         when(result, threshold) + '\n' + head("What moves it") + what_moves_it(result, threshold) +
         '\n' + worlds_text(result, world_source(result), threshold);
}

}  // namespace racecast
