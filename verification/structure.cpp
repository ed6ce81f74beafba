#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/inference/probability.hpp"
#include "host/keys/keys.hpp"
#include "verification/processes/quantity.hpp"
#include "verification/tables.hpp"

namespace racecast::verification {
namespace {

constexpr int batches = 64;
const double nan = std::numeric_limits<double>::quiet_NaN();

struct Variant {
  std::string name;
  Settings settings;
};

std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (const char* accounting : accounting_names)
    for (const auto& [form, fade] : {std::pair{"fades", "1"}, std::pair{"wall", "0"}})
      for (const auto& [flow, share] : {std::pair{"flows", "1"}, std::pair{"does not", "0"}})
        all.push_back({fmt::format("{} | {} | {}", accounting, form, flow),
                       {{"accounting", accounting},
                        {"both.investment.ceiling_fade", fade},
                        {"knowledge.flow", share}}});
  return all;
}

/// Leads of the US in months (China's month less the US's) of the paths where at least one nation
/// arrives, counted: place lead + never, and beyond both ends where the other never arrives.
class Leads {
 public:
  Leads(const Study& study, int batch, int batch_count)
      : never_(study.seen.never), count_(2 * static_cast<std::size_t>(never_) + 1) {
    const int primary = study.config.forecast.primary;
    for (std::uint64_t draw = 0; draw < study.seen.draws; ++draw) {
      if (static_cast<int>(draw % static_cast<unsigned>(batch_count)) != batch) continue;
      const auto us_month = study.seen.arrivals(draw, primary, us);
      const auto cn_month = study.seen.arrivals(draw, primary, cn);
      for (std::size_t path = 0; path < us_month.size(); ++path)
        add(us_month[path], cn_month[path]);
    }
  }

  /// The lead that a share of them lies below, interpolated within its month; NaN where it lies
  /// beyond what is seen.
  double quantile(double share) const {
    std::uint64_t all = 0, below = 0;
    for (const std::uint64_t n : count_) all += n;
    for (std::size_t place = 0; place < count_.size(); ++place) {
      const double wanted = share * static_cast<double>(all) - static_cast<double>(below);
      if (count_[place] > 0 && wanted <= static_cast<double>(count_[place])) {
        if (place == 0 || place + 1 == count_.size()) return nan;
        return static_cast<double>(place) - never_ - 0.5 +
               wanted / static_cast<double>(count_[place]);
      }
      below += count_[place];
    }
    return nan;
  }

 private:
  void add(int us_month, int cn_month) {
    if (us_month == never_ && cn_month == never_) return;
    if (cn_month == never_) return void(++count_.back());
    if (us_month == never_) return void(++count_.front());
    ++count_[static_cast<std::size_t>(cn_month - us_month + never_)];
  }

  int never_;
  std::vector<std::uint64_t> count_;
};

/// Median lead of each batch of draws.
std::vector<double> batch_leads(const Study& study) {
  std::vector<double> leads;
  leads.reserve(batches);
  for (int batch = 0; batch < batches; ++batch)
    leads.push_back(Leads(study, batch, batches).quantile(0.5));
  return leads;
}

Probability us_first_probability(const Study& study) {
  const std::vector<double> shares = of_draws({Kind::first, us}, study);
  const int paths = study.seen.paths;
  std::vector<std::uint64_t> odds(static_cast<std::size_t>(paths) + 1);
  for (const double share : shares) ++odds[static_cast<std::size_t>(std::lround(share * paths))];
  return cluster_interval(sample_of_odds(odds));
}

std::string months_text(double months) {
  return std::isnan(months) ? "beyond" : fmt::format("{:.0f}", months);
}

std::string row_text(const std::string& name, const Study& study, const Study& base) {
  const Probability p = us_first_probability(study);
  const Leads leads(study, 0, 1);
  const Estimate lead = mean(batch_leads(study));
  const bool same = &study == &base;
  const std::string more_likely = same ? "" : signed_text(change({Kind::first, us}, base, study));
  const std::string longer =
      same ? "" : signed_text(mean_change(batch_leads(base), batch_leads(study)));
  const double median = leads.quantile(0.5);
  const std::string middle = std::isnan(median) ? "beyond"
                             : std::isnan(lead.error)
                                 ? fmt::format("{:.1f}", median)
                                 : fmt::format("{:.1f}±{:.1f}", median, lead.error);
  return fmt::format("| {} | {:.1f} ({:.1f} to {:.1f}) | {} | {} ({} to {}) | {} |\n", name,
                     100 * p.estimate, 100 * p.low, 100 * p.high, more_likely, middle,
                     months_text(leads.quantile(0.05)), months_text(leads.quantile(0.95)), longer);
}

}  // namespace

std::string structure_table(const StudyOptions& options) {
  const Study base = run_study(options, {});
  const std::string primary =
      base.config.thresholds[static_cast<std::size_t>(base.config.forecast.primary)].name;
  std::string table = fmt::format(
      "| compute counted by | ceiling | knowledge | P(US first) to {}, % (95 % interval) | change, "
      "points | median lead, months (5 to 95 %) | change |\n|---|---|---|---|---|---|---|\n",
      primary);
  table += row_text("as in the baseline | |", base, base);
  for (const Variant& variant : variants())
    table += row_text(variant.name, run_study(options, variant.settings), base);
  return table;
}

}  // namespace racecast::verification
