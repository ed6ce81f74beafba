#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/report/estimates.hpp"
#include "host/report/summary.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {
namespace {

std::string last_month_of(const Result& result) {
  return result.start.plus(result.layout.horizon - 1).text();
}

/// Trajectories that tell as much of P(US first) of the primary threshold if they are independent.
double effective_of(const Result& result) {
  return outcome_probability(result, result.primary, us_first).effective;
}

/// What the parts of the text share.
struct Told {
  const Result& result;
  const std::vector<ThresholdSummary>& thresholds;
  const ThresholdSummary& headline;  ///< the primary threshold, or the only one that was asked for

  std::string last_month() const { return last_month_of(result); }

  std::string date(double month) const {
    if (std::isnan(month)) return "none";
    if (std::isinf(month)) return ">" + last_month();
    if (month == 0) return "start";
    return result.start.plus(static_cast<int>(month) - 1).text();
  }
};

std::string question(const ThresholdSummary& threshold) {
  const MetricRow& metric = metric_rows[threshold.info.metric];
  const std::string unit = metric.unit == std::string("1") ? "" : fmt::format(" {}", metric.unit);
  return fmt::format("{} ({} {} {}{})", threshold.info.name, metric.name,
                     threshold.info.above ? ">=" : "<=", threshold.info.value, unit);
}

std::string winner(const Told& told) {
  const auto& outcomes = told.headline.outcome;
  const auto best =
      std::ranges::max_element(outcomes, {}, &Probability::estimate) - outcomes.begin();
  const Shown text = shown(outcomes[static_cast<std::size_t>(best)]);
  const std::string probability = fmt::format("with probability {} % (95 % interval {} to {} %)",
                                              text.estimate, text.low, text.high);
  const std::string asked = question(told.headline);
  if (best == same_month)
    return fmt::format("Both nations reach {} in the same month {}.", asked, probability);
  if (best == neither)
    return fmt::format("Neither nation reaches {} by {} {}.", asked, told.last_month(),
                       probability);
  return fmt::format("{} is first to {} {}.", best == us_first ? "The United States" : "China",
                     asked, probability);
}

std::string medians(const Told& told) {
  std::string text = "Median arrival:";
  for (std::size_t nation = 0; nation < nation_count; ++nation) {
    const double month = told.headline.nation[nation].arrival_all[quantile_count / 2];
    text += fmt::format("{} {} {}", nation == 0 ? "" : ",", nation_words[nation],
                        month == 0 ? "already at the start" : told.date(month));
  }
  const double lead = told.headline.lead[quantile_count / 2];
  if (std::isnan(lead)) return text + ". In no trajectory do both arrive.";
  if (lead == 0) return text + ". Where both arrive, the median lead is 0 months.";
  return text + fmt::format(". Where both arrive, {} leads by {:.0f} month{} (median).",
                            nation_words[lead > 0 ? us : cn], std::abs(lead),
                            std::abs(lead) == 1 ? "" : "s");
}

void outcomes(const Told& told, Answer& answer) {
  answer.section("outcomes");
  TextTable table{{left("probability, %"), "US first", "China first", "same month", "neither"}};
  for (const ThresholdSummary& threshold : told.thresholds) {
    table.add({threshold.info.name});
    for (const Probability& p : threshold.outcome) table.rows.back().push_back(percent(p));
  }
  answer.add(table);
  answer.line("(in brackets: 95 % interval; neither: not by {})", told.last_month());
  std::string rare;
  for (std::size_t outcome = 0; outcome < outcome_count; ++outcome)
    if (told.headline.outcome[outcome].estimate < 1e-3)
      rare += (rare.empty() ? "" : ", ") + table.columns[1 + outcome].title;
  if (!rare.empty())
    answer.line("Rare (below 0.1 %): {}; `racecast rare` measures such outcomes.", rare);
}

/// "median (5 %..95 %)", or one word where all three are the same.
template <class Text>
std::string spread(const Quantiles& quantiles, Text text) {
  const std::string low = text(quantiles.front()), high = text(quantiles.back());
  const std::string median = text(quantiles[quantile_count / 2]);
  return low == high ? median : fmt::format("{} ({}..{})", median, low, high);
}

void arrivals(const Told& told, Answer& answer) {
  const auto date = [&](double month) { return told.date(month); };
  const auto months = [](double lead) {
    return std::isnan(lead) ? "none" : fmt::format("{:.0f}", lead);
  };
  answer.section("arrivals");
  answer.table({left("median (5 to 95 %)"), "US arrives", "China arrives", "US lead, months"},
               told.thresholds, [&](const ThresholdSummary& each) -> Cells {
                 return {each.info.name, spread(each.nation[us].arrival_all, date),
                         spread(each.nation[cn].arrival_all, date), spread(each.lead, months)};
               });
  answer.say(
      "(of all trajectories; start: held before the first month; lead: China's month - US month "
      "where both arrive by the horizon)");
}

void held_at_start(const Told& told, Answer& answer) {
  answer.section("held");
  TextTable table{{left(""), left("")}};
  for (const ThresholdSummary& threshold : told.thresholds) {
    const double us_share = threshold.nation[us].held_at_start;
    const double cn_share = threshold.nation[cn].held_at_start;
    if (us_share + cn_share > 0)
      table.add({threshold.info.name, fmt::format("held at the start: US {} %, China {} %",
                                                  percent(us_share), percent(cn_share))});
  }
  answer.add(table);
}

void about_run(const Told& told, Answer& answer) {
  const Result& result = told.result;
  const std::string accounting = one_line(result.accounting);
  answer.section("run");
  answer.say(
      "N = {} trajectories ({} draws of {} paths) that tell as much of P(US first) as {} "
      "independent ones.",
      grouped(result.trajectories()), grouped(result.draws()), result.layout.paths_per_draw,
      grouped(static_cast<std::uint64_t>(std::llround(effective_of(result)))));
  answer.line("Months {} to {} ({}), seed {}, model {}, compute counted by {}.",
              result.start.text(), told.last_month(), result.layout.horizon, result.provenance.seed,
              one_line(result.provenance.model),
              accounting == "official" ? "official totals" : accounting);
  answer.line("Digest {}", outcome_digest(result));
}

Data threshold_data(const ThresholdSummary& threshold, const YearMonth& start) {
  const MetricRow& metric = metric_rows[threshold.info.metric];
  const auto outcome = [&](std::size_t i) {
    const Probability& p = threshold.outcome[i];
    return probability_data(p).add({{"count", p.count},
                                    {"effective_trajectories", p.effective},
                                    {"design_effect", p.design_effect}});
  };
  const auto arrival = [&](std::size_t i) {
    const NationSummary& nation = threshold.nation[i];
    return Data{{"held_at_start", nation.held_at_start},
                {"never", nation.never},
                {"month", percentile_data(nation.arrival)},
                {"date", date_data(nation.arrival, start)},
                {"month_all", percentile_data(nation.arrival_all)},
                {"date_all", date_data(nation.arrival_all, start)}};
  };
  return {{"name", threshold.info.name},
          {"metric", metric.name},
          {"unit", metric.unit},
          {"value", threshold.info.value},
          {"direction", threshold.info.above ? "above" : "below"},
          {"hold_months", threshold.info.hold_months},
          {"description", threshold.info.description},
          {"outcome", object_of(outcome_names, outcome)},
          {"arrival", object_of(nation_names, arrival)},
          {"lead",
           {{"both_arrive", threshold.both_arrive},
            {"months", percentile_data(threshold.lead)},
            {"months_all", percentile_data(threshold.lead_all)}}}};
}

}  // namespace

Answer summary_answer(const Result& result, const std::string& threshold) {
  std::vector<ThresholdSummary> thresholds = summarise(result, threshold);
  for (ThresholdSummary& each : thresholds)  // as a terminal may show the words of the file
    for (std::string* text : {&each.info.name, &each.info.value}) *text = one_line(*text);
  const auto primary = static_cast<std::size_t>(result.primary);
  const Told told{result, thresholds, thresholds[thresholds.size() == 1 ? 0 : primary]};
  Answer answer;
  answer.section("headline");
  answer.say("{} {}", winner(told), medians(told));
  outcomes(told, answer);
  arrivals(told, answer);
  held_at_start(told, answer);
  about_run(told, answer);
  answer.section("hindcasts");
  const std::string record = hindcast_paragraph(result);
  if (!record.empty()) answer.say("{}", record);
  tell_causes(result, told.headline.place, answer);
  return answer;
}

Data summary_data(const Result& result, const std::string& threshold) {
  const WorldSource source = world_source(result);
  const auto of_threshold = [&](const ThresholdSummary& each) {
    return threshold_data(each, result.start).add(causes_data(result, source, each.place));
  };
  return {{"name", result.name},
          {"description", result.description},
          {"accounting", result.accounting},
          {"start", result.start.text()},
          {"horizon", last_month_of(result)},
          {"horizon_months", result.layout.horizon},
          {"trajectories", result.trajectories()},
          {"draws", result.draws()},
          {"paths_per_draw", result.layout.paths_per_draw},
          {"effective_trajectories", effective_of(result)},
          {"seed", result.provenance.seed},
          {"model_version", result.provenance.model},
          {"outcome_digest", outcome_digest(result)},
          {"primary", result.thresholds[static_cast<std::size_t>(result.primary)].name},
          {"thresholds", list_of(summarise(result, threshold), of_threshold)},
          {"hindcasts", hindcast_record_data(result)}};
}

}  // namespace racecast
