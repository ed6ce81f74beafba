#include "verification/processes/process_rows.hpp"

namespace racecast::verification {

void add_construction_and_power(std::vector<Process>& list) {
  const auto each = [&](const char* name, Settings off, std::vector<Move> moves) {
    add_for_each_nation(list, {name, std::move(off), std::move(moves), money});
  };
  each("construction time", {{"construction.lead_time", "0.25"}},
       {level(metric_installed_compute, us, 2030, +1)});
  list.push_back({"retirement",
                  {{"chips.life", "1e6"}},
                  {level(metric_installed_compute, us, 2030, +1),
                   level(metric_installed_compute, cn, 2030, +1)},
                  {{us, money}, {cn, money}}});
  // What has no power waits instead of piling up, so its limit holds installed compute back too.
  each("limit of power", {{"power.available", "1e6"}},
       {level(metric_used_compute, us, 2030, +1), level(metric_installed_compute, us, 2035, +1)});
  // Power is scarce in China late, if ever.
  add_for(us, list,
          {"noise of power",
           {{"power.volatility", "0"}},
           {spread(metric_utilisation, us, 2035, -1)},
           money});
  add_for(cn, list,
          {"noise of power",
           {{"power.volatility", "0"}},
           {spread(metric_utilisation, cn, 2045, -1)},
           money});
  each("power behind the meter", {{"power.behind_meter", "0"}},
       {level(metric_used_compute, us, 2035, -1)});
  each("compute abroad", {{"stock.abroad_share", "0"}}, {level(metric_used_compute, us, 2045, -1)});
  each("grid stress", {{"grid.hazard", "0"}}, {level(metric_used_compute, us, 2030, +1)});
}

void add_use(std::vector<Process>& list) {
  const auto china = [&](const char* name, Settings off, std::vector<Move> moves, unsigned keeps) {
    list.push_back({name, std::move(off), std::move(moves), {{us, everything}, {cn, keeps}}});
  };
  add_for_each_nation(list, {"noise of utilisation",
                             {{"utilisation.volatility", "0"}},
                             {spread(metric_utilisation, us, 2030, -1)},
                             stock});
  china("pooling platform", {{"cn.pooling.start", "100"}},
        {level(metric_used_compute, cn, 2030, -1), level(metric_utilisation, cn, 2030, -1)}, stock);
  china("compute rented abroad", {{"cn.rented.abroad", "0"}},
        {level(metric_used_compute, cn, 2030, -1), lead(+1)}, stock | bit(metric_utilisation));
  // What is not hidden is seen by the rival, which then hurries.
  china("hidden building", {{"cn.reserve.hidden_share", "0"}},
        {level(metric_installed_compute, cn, 2030, +1), level(metric_investment, us, 2030, +1)},
        money);
  // Part of it is mobilised by an escalation, and then seen.
  china("reserve of the start", {{"cn.reserve.initial_share", "0"}},
        {level(metric_total_compute, cn, 2026, -1), level(metric_installed_compute, cn, 2030, -1)},
        money);
  add_for_each_nation(list, {"mobilised utilisation",
                             {{"utilisation.mobilised_shift", "0"}},
                             {level(metric_utilisation, us, 2035, -1)},
                             stock});
}

void add_capability(std::vector<Process>& list) {
  const auto each = [&](const char* name, Settings off, Move move, unsigned keeps,
                        unsigned keeps_rival) {
    add_for_each_nation(list, {name, std::move(off), {move}, keeps, keeps_rival});
  };
  each("noise of algorithms", {{"algorithms.volatility", "0"}},
       spread(metric_effective_compute, us, 2035, -1), training, everything);
  // A nation's own progress is set with what it gets from the other's breakthroughs taken out.
  each("breakthroughs", {{"algorithms.breakthrough_rate", "0"}},
       spread(metric_effective_compute, us, 2035, -1), training, training);
  const std::vector<Kept> runs_stay = {{us, training}, {cn, training}};
  list.push_back({"flow of knowledge",
                  {{"knowledge.flow", "0"}},
                  {level(metric_effective_compute, cn, 2035, -1), lead(+1)},
                  runs_stay,
                  Cut::feedback});
  list.push_back({"openness",
                  {{"knowledge.openness", "0"}},
                  {spread(metric_effective_compute, us, 2035, -1),
                   spread(metric_effective_compute, cn, 2035, -1)},
                  runs_stay,
                  Cut::feedback});
  each("noise of concentration", {{"training.share_volatility", "0"}},
       spread(metric_training_compute, us, 2030, -1), all_but_runs, everything);
  each("drift of concentration", {{"training.share_reversion", "0"}},
       level(metric_training_compute, us, 2035, -1), all_but_runs, everything);
  each("mobilised concentration", {{"training.share_mobilised", "0"}},
       level(metric_training_compute, us, 2035, -1), all_but_runs, everything);
}

}  // namespace racecast::verification
