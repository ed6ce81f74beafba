#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/report/hindcast_record.hpp"
#include "host/report/percent_text.hpp"
#include "host/report/summary.hpp"
#include "host/report/summary_sections.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t threshold_columns = 20;
constexpr const char* nation_words[nation_count] = {"the United States", "China"};

std::string capitalised(std::string text) {
  text[0] = text[0] == 't' ? 'T' : text[0];
  return text;
}

class SummaryText {
 public:
  explicit SummaryText(const Summary& summary) : summary_(summary) {}

  std::string str() const {
    std::string text =
        wrapped(headline(), text_width) + '\n' + outcome_table() + '\n' + arrival_table();
    const std::string held = held_at_start();
    if (!held.empty()) text += '\n' + held;
    return text + '\n' + footer();
  }

  /// The primary threshold, or the only one that was asked for.
  const ThresholdSummary& headline_threshold() const {
    return summary_.thresholds[summary_.thresholds.size() == 1 ? 0 : summary_.primary];
  }

 private:
  std::string last_month() const { return summary_.start.plus(summary_.horizon - 1).text(); }

  std::string date(double month) const {
    if (std::isnan(month)) return "none";
    if (std::isinf(month)) return ">" + last_month();
    if (month == 0) return "start";
    return summary_.start.plus(static_cast<int>(month) - 1).text();
  }

  static std::string months(double lead) {
    return std::isnan(lead) ? "none" : fmt::format("{:.0f}", lead);
  }

  std::string question(const ThresholdSummary& threshold) const {
    const MetricRow& metric = metric_rows[threshold.info.metric];
    const std::string unit = metric.unit == std::string("1") ? "" : fmt::format(" {}", metric.unit);
    return fmt::format("{} ({} {} {}{})", threshold.info.name, metric.name,
                       threshold.info.above ? ">=" : "<=", threshold.info.value, unit);
  }

  std::string headline() const {
    const ThresholdSummary& primary = headline_threshold();
    std::size_t best = 0;
    for (std::size_t outcome = 1; outcome < primary.outcome.size(); ++outcome)
      if (primary.outcome[outcome].estimate > primary.outcome[best].estimate) best = outcome;
    const Probability& p = primary.outcome[best];
    const Shown text = shown(p);
    const std::string probability = fmt::format("with probability {} % (95 % interval {} to {} %)",
                                                text.estimate, text.low, text.high);
    const std::string asked = question(primary);
    std::string answer;
    if (best == us_first || best == cn_first)
      answer =
          fmt::format("{} is first to {} {}.", capitalised(nation_words[best]), asked, probability);
    else if (best == same_month)
      answer = fmt::format("Both nations reach {} in the same month {}.", asked, probability);
    else
      answer = fmt::format("Neither nation reaches {} by {} {}.", asked, last_month(), probability);
    return answer + ' ' + medians(primary);
  }

  std::string medians(const ThresholdSummary& threshold) const {
    std::string text = "Median arrival:";
    for (std::size_t nation = 0; nation < threshold.nation.size(); ++nation) {
      const double month = threshold.nation[nation].arrival_all[quantile_count / 2];
      text += fmt::format("{} {} {}", nation == 0 ? "" : ",", nation_words[nation],
                          month == 0 ? "already at the start" : date(month));
    }
    const double lead = threshold.lead[quantile_count / 2];
    if (std::isnan(lead)) return text + ". In no trajectory do both arrive.";
    if (lead == 0) return text + ". Where both arrive, the median lead is 0 months.";
    return text + fmt::format(". Where both arrive, {} leads by {:.0f} month{} (median).",
                              nation_words[lead > 0 ? us : cn], std::abs(lead),
                              std::abs(lead) == 1 ? "" : "s");
  }

  std::string outcome_table() const {
    std::string table =
        fmt::format("{:<{}} {:>19} {:>19} {:>19} {:>19}\n", "probability, %", threshold_columns,
                    "US first", "China first", "same month", "neither");
    for (const ThresholdSummary& threshold : summary_.thresholds) {
      table +=
          fmt::format("{:<{}}", cut(threshold.info.name, threshold_columns), threshold_columns);
      for (const Probability& p : threshold.outcome) table += fmt::format(" {:>19}", percent(p));
      table += '\n';
    }
    return table + fmt::format("(in brackets: 95 % interval; neither: not by {})\n", last_month()) +
           rare_outcomes();
  }

  std::string rare_outcomes() const {
    constexpr double rare = 1e-3;
    constexpr const char* words[outcome_count] = {"US first", "China first", "same month",
                                                  "neither"};
    std::string names;
    for (std::size_t outcome = 0; outcome < outcome_count; ++outcome)
      if (headline_threshold().outcome[outcome].estimate < rare)
        names += (names.empty() ? "" : ", ") + std::string(words[outcome]);
    if (names.empty()) return "";
    return fmt::format("Rare (below 0.1 %): {}; `racecast rare` measures such outcomes.\n", names);
  }

  /// "median (5 %..95 %)", or one word where all three are the same.
  template <class Shown>
  static std::string spread(const Quantiles& quantiles, Shown shown) {
    const std::string low = shown(quantiles.front()), high = shown(quantiles.back());
    const std::string median = shown(quantiles[quantile_count / 2]);
    return low == high ? median : fmt::format("{} ({}..{})", median, low, high);
  }

  std::string arrival_table() const {
    const auto row = [](const std::string& name, const std::string& us_dates,
                        const std::string& cn_dates, const std::string& lead) {
      return fmt::format("{:<{}} {:>28} {:>28} {:>20}\n", cut(name, threshold_columns),
                         threshold_columns, us_dates, cn_dates, lead);
    };
    const auto dates = [this](const NationSummary& nation) {
      return spread(nation.arrival_all, [this](double month) { return date(month); });
    };
    std::string table = row("median (5 to 95 %)", "US arrives", "China arrives", "US lead, months");
    for (const ThresholdSummary& threshold : summary_.thresholds)
      table += row(threshold.info.name, dates(threshold.nation[us]), dates(threshold.nation[cn]),
                   spread(threshold.lead, months));
    return table +
           "(of all trajectories; start: held before the first month; lead: China's month "
           "- US month\nwhere both arrive by the horizon)\n";
  }

  std::string held_at_start() const {
    std::string lines;
    for (const ThresholdSummary& threshold : summary_.thresholds) {
      if (threshold.nation[us].held_at_start + threshold.nation[cn].held_at_start == 0) continue;
      lines += fmt::format("{:<{}} {} {} %, {} {} %\n", cut(threshold.info.name, threshold_columns),
                           threshold_columns, "held at the start: US",
                           percent(threshold.nation[us].held_at_start), "China",
                           percent(threshold.nation[cn].held_at_start));
    }
    return lines;
  }

  std::string footer() const {
    return wrapped(
               fmt::format("N = {} trajectories ({} draws of {} paths) that tell as much of "
                           "P(US first) as {} independent ones.",
                           grouped(summary_.trajectories), grouped(summary_.draws),
                           summary_.paths_per_draw,
                           grouped(static_cast<std::uint64_t>(std::llround(summary_.effective)))),
               text_width) +
           fmt::format("Months {} to {} ({}), seed {}, model {}, compute counted by {}.\n",
                       summary_.start.text(), last_month(), summary_.horizon, summary_.seed,
                       summary_.model, counting()) +
           fmt::format("Digest {}\n", summary_.digest);
  }

  std::string counting() const {
    return summary_.accounting == "official" ? "official totals" : summary_.accounting;
  }

  const Summary& summary_;
};

/// With the words of the file as a terminal may show them.
Summary as_text(Summary summary) {
  for (std::string* text : {&summary.accounting, &summary.model}) *text = one_line(*text);
  for (ThresholdSummary& threshold : summary.thresholds)
    for (std::string* text : {&threshold.info.name, &threshold.info.value}) *text = one_line(*text);
  return summary;
}

}  // namespace

std::string summary_text(const Result& result, const std::string& threshold) {
  const Summary summary = as_text(summarise(result, threshold));
  const SummaryText text(summary);
  const std::string record = hindcast_paragraph(result);
  return text.str() + '\n' + record + (record.empty() ? "" : "\n") +
         sections_text(result, text.headline_threshold().place);
}

}  // namespace racecast
