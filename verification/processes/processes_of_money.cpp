#include "verification/processes/process_rows.hpp"

namespace racecast::verification {

void add_investment(std::vector<Process>& list) {
  const auto own = [&](const char* name, Settings off, Move move) {
    add_for_each_nation(list, {name, std::move(off), {move}, 0});
  };
  list.push_back(
      {"sentiment",
       {{"both.channel.all.sentiment_loading", "0"}, {"both.bust.sentiment", "0"}},
       {spread(metric_investment, us, 2030, -1), spread(metric_investment, cn, 2030, -1)},
       {}});
  own("ceiling", {{"investment.ceiling", "1e6"}}, level(metric_investment, us, 2035, +1));
  own("fading below the ceiling", {{"investment.ceiling_fade", "0"}},
      level(metric_investment, us, 2030, +1));
  own("volatility of spending", {{"channel.all.volatility", "0"}},
      spread(metric_investment, us, 2030, -1));
  own("busts", {{"bust.hazard", "0"}}, level(metric_investment, us, 2030, +1));
  list.push_back({"contagion of busts",
                  {{"both.bust.contagion", "0"}},
                  {level(metric_investment, us, 2030, +1), level(metric_investment, cn, 2030, +1)},
                  {}});
  own("surge", {{"surge.cap", "0"}}, level(metric_investment, us, 2030, -1));
}

void add_race(std::vector<Process>& list) {
  // The gap widens: the US sees less reason to hurry than today, China more.
  list.push_back({"US race reaction",
                  {{"us.channel.all.race_response", "0"}},
                  {level(metric_investment, us, 2030, +1)},
                  {}});
  list.push_back({"China's race reaction",
                  {{"cn.channel.all.race_response", "0"}},
                  {level(metric_investment, cn, 2030, -1)},
                  {}});
  // Caution looks at the rival, so the other couplings alone are cut.
  for (const int nation : {us, cn}) {
    add_for(nation, list,
            {"caution",
             {{"race.caution", "0"}},
             {level(metric_training_compute, nation, 2030, +1)},
             all_but_runs});
    list.back().cut = Cut::feedback;
  }
}

void add_programmes(std::vector<Process>& list) {
  list.push_back(
      {"programmes of compute",
       {{"programme.national_grid.delivered_share", "0"}},
       {level(metric_investment, cn, 2030, -1), level(metric_installed_compute, cn, 2030, -1)},
       {{us, everything}}});
  list.push_back(
      {"Big Fund III",
       {{"programme.big_fund_iii.delivered_share", "0"}},
       {level(metric_investment, cn, 2030, -1), level(metric_installed_compute, cn, 2035, -1)},
       {{us, everything}}});
  list.push_back({"fabs built by fab money",
                  {{"cn.fabs.per_usd_bn", "0"}},
                  {level(metric_installed_compute, cn, 2035, -1)},
                  {{us, everything}, {cn, money}}});
}

void add_escalation(std::vector<Process>& list) {
  list.push_back(
      {"escalation",
       {{"escalation.hazard", "0"}},
       {level(metric_investment, us, 2030, -1), level(metric_investment, cn, 2030, -1),
        level(metric_training_compute, us, 2035, -1), level(metric_training_compute, cn, 2035, -1),
        level(metric_installed_compute, cn, 2030, +1)},
       {}});
  list.push_back(
      {"proximity", {{"escalation.proximity", "0"}}, {level(metric_investment, cn, 2035, -1)}, {}});
  list.push_back(
      {"parity", {{"escalation.parity", "0"}}, {level(metric_investment, cn, 2035, -1)}, {}});
}

}  // namespace racecast::verification
