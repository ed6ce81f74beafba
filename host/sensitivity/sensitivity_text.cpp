#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/parameter_of_prior.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/variance_share.hpp"
#include "host/report/drivers_report.hpp"
#include "host/report/percent_text.hpp"
#include "host/result/tally.hpp"
#include "host/sensitivity/sensitivity_report.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_rows = 12, few_rows = 5, name_width = 22;
/// Where P(US first) is so near to 0 or 1, its variance is that of few worlds.
constexpr double nearly_certain = 0.01;
constexpr std::size_t factor_width = 40, bar_width = 14;

std::string share_text(const Interval& share) {
  if (std::isnan(share.value)) return "-";
  return fmt::format("{} ({}..{})", percent(share.value), percent(std::max(0.0, share.low)),
                     percent(std::min(1.0, share.high)));
}

/// Places of the factors whose total index is above 0 beyond chance, by it, falling.
std::vector<std::size_t> strongest(const OutputIndices& output, std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < output.factors.size(); ++i)
    if (output.factors[i].total.low > 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return output.factors[a].total.value > output.factors[b].total.value;
  });
  if (order.size() > most) order.resize(most);
  return order;
}

std::string factor_name(const Factor& factor) {
  if (factor.parameters.size() == 1) return one_line(factor.parameters.front());
  return fmt::format("{} and {} correlated", one_line(factor.parameters.front()),
                     factor.parameters.size() - 1);
}

constexpr const char* share_note =
    "(between worlds: share of the variance of \"the US is first\" that is about which world it "
    "is, "
    "the rest is chance within one; in brackets: 95 %)";

std::string overview_row(const std::string& name, const std::string& odds, const std::string& share,
                         const std::string& strongest) {
  return cut(left_cell(name, name_width) + right_cell(odds, 7) + right_cell(share, 20) + "  " +
                 strongest,
             text_width) +
         '\n';
}

std::string overview(const Config& config, const Sensitivity& found) {
  std::string text =
      overview_row("P(US first)", "%", "between worlds, %", "strongest (total index)");
  for (std::size_t i = 0; i < config.thresholds.size(); ++i) {
    const OutputIndices& output = found.of(i, DrawOutput::us_first);
    std::string names;
    for (const std::size_t factor : strongest(output, 2))
      names += fmt::format("{}{} {:.2f}", names.empty() ? "" : ", ",
                           factor_name(found.factors[factor]), output.factors[factor].total.value);
    text += overview_row(one_line(config.thresholds[i].name), percent(output.mean),
                         share_text(output.share), names);
  }
  return text + wrapped(share_note, text_width);
}

Interval given_interval(const GivenSensitivity& found, int threshold) {
  const VarianceShare parts = variance_share(odds_of(found.result, threshold));
  return {parts.share, parts.low, parts.high};
}

std::string given_overview(const GivenSensitivity& found) {
  std::string text =
      overview_row("P(US first)", "%", "between worlds, %", "strongest (first-order index)");
  for (std::size_t i = 0; i < found.thresholds.size(); ++i) {
    const int threshold = found.thresholds[i];
    std::string names;
    for (std::size_t j = 0; j < std::min<std::size_t>(2, found.drivers[i].drivers.size()); ++j) {
      const Driver& driver = found.drivers[i].drivers[j];
      names += fmt::format("{}{} {:.2f}", names.empty() ? "" : ", ",
                           one_line(parameter_of_prior(found.config, driver.prior).path),
                           driver.index.value);
    }
    text +=
        overview_row(one_line(found.result.thresholds[static_cast<std::size_t>(threshold)].name),
                     percent(outcome_probability(found.result, threshold, us_first).estimate),
                     share_text(given_interval(found, threshold)), names);
  }
  return text + wrapped(share_note, text_width);
}

std::string given_share(const GivenSensitivity& found, int threshold) {
  const Interval share = given_interval(found, threshold);
  if (std::isnan(share.value)) return "";
  return wrapped(fmt::format("Between worlds: {} % (95 %) of the variance of \"the US is first\"; "
                             "the rest is chance within one.",
                             share_text(share)),
                 text_width);
}

std::string bar(double share) {
  const auto cells = static_cast<std::size_t>(
      std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(bar_width)));
  std::string text;
  for (std::size_t i = 0; i < cells; ++i) text += "█";
  return text;
}

std::string indices(const Sensitivity& found, const OutputIndices& output, const std::string& head,
                    std::size_t most) {
  const std::vector<std::size_t> order = strongest(output, most);
  if (order.empty()) return head + ": no factor stands out from chance.\n";
  const double widest = output.factors[order.front()].total.value;
  std::string text = left_cell(head, factor_width) + right_cell("first order (95 %)", 21) +
                     right_cell("total (95 %)", 21) + '\n';
  for (const std::size_t i : order) {
    const FactorIndices& index = output.factors[i];
    text += left_cell(factor_name(found.factors[i]), factor_width) +
            right_cell(index_text(index.first), 21) + right_cell(index_text(index.total), 21) +
            "  " + bar(index.total.value / widest) + '\n';
  }
  return text;
}

std::string months(const Sensitivity& found, std::size_t threshold) {
  const std::pair<DrawOutput, const char*> outputs[] = {{DrawOutput::us_arrival, "US arrival"},
                                                        {DrawOutput::cn_arrival, "China's arrival"},
                                                        {DrawOutput::lead, "Lead of the US"}};
  std::string text;
  for (const auto& [which, name] : outputs) {
    const OutputIndices& output = found.of(threshold, which);
    text += '\n' + indices(found, output, fmt::format("{}, mean {:.1f} months", name, output.mean),
                           few_rows);
    text += fmt::format("(between worlds: {} % of the variance of one path)\n",
                        share_text(output.share));
  }
  return text + "(months of arrival that are beyond the horizon count as the horizon)\n";
}

}  // namespace

std::string sensitivity_text(const Config& config, const Sensitivity& found, int threshold) {
  const auto place = static_cast<std::size_t>(threshold);
  const std::string name = one_line(config.thresholds[place].name);
  double sum = 0;
  const OutputIndices& us = found.of(place, DrawOutput::us_first);
  for (const FactorIndices& factor : us.factors) sum += factor.first.value;
  std::string text = wrapped(
      fmt::format("{}: {} rows of Sobol' points, {} factors, twice {} paths a draw: {} draws.",
                  one_line(config.name), grouped(found.rows), found.factors.size(),
                  config.forecast.paths_per_draw, grouped(found.draws)),
      text_width);
  text += '\n' + overview(config, found) + '\n' + "What drives it: " + name + '\n';
  text += indices(found, us, "P(US first)", most_rows);
  if (!std::isnan(sum))
    text += wrapped(fmt::format("(first-order indices of all factors add up to {:.2f}: the rest of "
                                "the variance between worlds is in interactions)",
                                sum),
                    text_width);
  if (us.between > 0 && std::min(us.mean, 1 - us.mean) < nearly_certain)
    text += wrapped(
        "(so near to certainty few rows decide: the intervals of P(US first) are too "
        "short, and the tenths below, or a result file of many draws, tell more)",
        text_width);
  return text + months(found, place) + "\nWhat flips the winner: " + name + '\n' +
         drivers_text(config, found.drivers[place]);
}

std::string given_text(const GivenSensitivity& found, int threshold) {
  const std::vector<int>& all = found.thresholds;
  std::string text = all.size() > 1 ? given_overview(found) + '\n' : "";
  const auto chosen = std::find(all.begin(), all.end(), threshold);
  const std::size_t place =
      chosen == all.end() ? 0 : static_cast<std::size_t>(chosen - all.begin());
  const auto& info = found.result.thresholds[static_cast<std::size_t>(all[place])];
  text += fmt::format("What drives it, and what flips the winner: {}\n", one_line(info.name));
  if (all.size() == 1) text += given_share(found, all[place]);
  return text + drivers_text(found.config, found.drivers[place]);
}

}  // namespace racecast
