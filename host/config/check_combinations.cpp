// What can never be meant together, though each value is within its bounds. A rule is here only
// where the model gives the combination no effect, or its words no sense, in every draw between the
// 5th and the 95th percentile. What switches a process off (a rate of 0, an end of a sweep) passes.
#include <string>

#include "host/config/combinations.hpp"
#include "host/keys/keys.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

// (2.7) Yield approaches its limit by learning.
void check_yield(const Combinations& all) {
  for (int nation = 0; nation < nation_count; ++nation) {
    const Known start = all.nation(nation, "fabs.yield");
    const Known limit = all.nation(nation, "fabs.yield_limit");
    const Known learning = all.nation(nation, "fabs.learning");
    if (!(learning.high > 0 && limit.high < start.low)) continue;
    all.report(limit,
               limit.shown() + " lies below " + start.shown() + ": learning would lower the yield",
               "raise the limit, or give '" + start.path + "' a lower value");
  }
}

// (2.5) The model cuts claims on the supply alike where a draw exceeds it, but no world does
// always.
void check_supply_shares(const Combinations& all) {
  const Known one = all.nation(us, "chips.supply_share");
  const Known other = all.nation(cn, "chips.supply_share");
  if (!(one.low + other.low > 1)) return;
  all.report(other,
             other.shown() + " and " + one.shown() + " claim more than the whole supply, even at " +
                 "their 5th percentiles: " + number_text(one.low) + " + " + number_text(other.low),
             "lower one until both fit into 1");
}

// (2.11) Tighter controls let less through.
void check_quotas(const Combinations& all) {
  constexpr std::pair<const char*, const char*> pairs[] = {
      {"chips.quota_closed", "chips.quota_partial"}, {"chips.quota_partial", "chips.quota_open"}};
  for (int nation = 0; nation < nation_count; ++nation) {
    for (const auto& [tighter, looser] : pairs) {
      const Known tight = all.nation(nation, tighter), loose = all.nation(nation, looser);
      if (!(tight.given() && loose.given() && tight.low > loose.high)) continue;
      all.report(tight,
                 tight.shown() + " lets more through than " + loose.shown() +
                     ", though the controls are tighter",
                 "swap the two, or lower this one");
    }
  }
}

// (1.8) A compute programme's money is spent in its months; nothing of it reaches past them.
void check_programme_months(const Combinations& all) {
  for (const DraftProgramme& programme : all.draft().programmes) {
    const Programme& spending = programme.spending;
    if (!programme.sound || all.draft().config.start.year == 0) continue;
    const Known slip = all.at(programme.path + ".slip");
    const bool over = static_cast<double>(spending.last) + slip.high <= 0;
    if (spending.destination != Destination::compute || !over) continue;
    all.report(programme, keys::programme_last,
               "'" + programme.path + "' is over before the first month, " +
                   all.draft().config.start.text() + ", and buys nothing",
               "already_counted = true, where the stock holds it; else move 'last'");
  }
}

// (2.4, 6.1) Fabs and power are bought without accelerators, and no chips are hidden.
void check_programme_shares(const Combinations& all) {
  for (const DraftProgramme& programme : all.draft().programmes) {
    if (!programme.sound || programme.spending.destination == Destination::compute) continue;
    for (const std::string key : {"accelerator_share", "hidden_share"}) {
      const Known share = all.at(programme.path + '.' + key);
      if (!(share.high > 0)) continue;
      all.report(share, "'" + share.path + "' is a share of chips, but the programme buys none",
                 "destination = \"compute\", or " + key + " = 0");
    }
  }
}

// (5.2, 5.3, 6.1) All that the state pool ever holds comes from channels of that pool, compute
// programmes and the stock of the start.
bool builds_for_state(const Combinations& all, int nation) {
  for (const DraftChannel& channel : all.draft().channels[nation]) {
    if (channel.pool == Pool::state || !channel.sound) return true;
  }
  for (const DraftProgramme& programme : all.draft().programmes) {
    const bool buys = programme.spending.destination == Destination::compute;
    if ((programme.spending.nation == nation && buys) || !programme.sound) return true;
  }
  return !(all.nation(nation, "stock.state_share").high <= 0);
}

void check_state_pool(const Combinations& all) {
  constexpr double never = 100;
  for (int nation = 0; nation < nation_count; ++nation) {
    if (builds_for_state(all, nation)) continue;
    const auto complain = [&](const Known& known) {
      all.report(known, known.shown() + " is about the state pool, which never holds anything",
                 "pool = \"state\" in a channel, a 'stock.state_share' above 0, or remove this");
    };
    for (const char* key : {"reserve.hidden_share", "reserve.initial_share"}) {
      const Known share = all.nation(nation, key);
      if (share.high > 0) complain(share);
    }
    const Known platform = all.nation(nation, "pooling.utilisation");
    if (platform.given() && all.nation(nation, "pooling.start").low < never) complain(platform);
  }
}

// (11.1) A run of months has to fit between month 0 and the horizon.
void check_hold(const Combinations& all) {
  const int horizon = all.draft().horizon;
  for (const DraftThreshold& threshold : all.draft().thresholds) {
    const int hold = threshold.info.hold_months;
    if (!threshold.sound || horizon < 1 || hold <= horizon + 1) continue;
    all.report(threshold, keys::threshold_hold_months,
               "'" + threshold.path + ".hold_months' is " + std::to_string(hold) +
                   ", but the forecast has " + std::to_string(horizon) + " months",
               "hold for fewer months, or move the horizon");
  }
}

// No metric is negative, and utilisation is a share (5.4).
void check_reach(const Combinations& all) {
  for (const DraftThreshold& threshold : all.draft().thresholds) {
    const ThresholdInfo& info = threshold.info;
    if (!threshold.sound) continue;
    const Known value = all.at(threshold.path + ".value");
    const bool share = info.metric == metric_utilisation;
    const bool never = info.above ? share && value.low > 1 : value.high < 0;
    const bool always = info.above ? value.high <= 0 : share && value.low >= 1;
    if (!never && !always) continue;
    const std::string metric = metric_rows[info.metric].name;
    all.report(value,
               "'" + metric + "' is " + (never ? "never " : "always ") +
                   (info.above ? "at or above " : "at or below ") + value.shown(),
               metric + (share ? " lies between 0 and 1" : " is never below 0") +
                   "; change the value or the direction");
  }
}

constexpr void (*rules[])(const Combinations&) = {
    check_yield,
    check_supply_shares,
    check_quotas,
    check_programme_months,
    check_programme_shares,
    check_state_pool,
    check_hold,
    check_reach,
};

}  // namespace

void check_combinations(const DraftReader& reader) {
  const Combinations all(reader);
  for (const auto rule : rules) rule(all);
}

}  // namespace racecast
