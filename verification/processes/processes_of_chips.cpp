#include "verification/processes/process_rows.hpp"

namespace racecast::verification {

void add_world_market(std::vector<Process>& list) {
  const auto world = [&](const char* name, Settings off, std::vector<Move> moves) {
    list.push_back({name, std::move(off), std::move(moves), {{us, money}, {cn, money}}});
  };
  world("growth of price-performance", {{"chips.performance_growth", "0"}},
        {level(metric_installed_compute, us, 2030, -1)});
  world("noise of price-performance", {{"chips.performance_volatility", "0"}},
        {spread(metric_installed_compute, us, 2030, -1)});
  world("growth of energy efficiency", {{"energy.efficiency_growth", "0"}},
        {level(metric_ai_power, us, 2030, +1), level(metric_used_compute, us, 2030, -1)});
  world("noise of energy efficiency", {{"energy.efficiency_volatility", "0"}},
        {spread(metric_ai_power, us, 2035, -1)});
  world("limit of world supply", {{"supply.rate", "1e12"}},
        {level(metric_installed_compute, us, 2030, +1),
         level(metric_installed_compute, cn, 2030, +1)});
  world("noise of world supply", {{"supply.volatility", "0"}},
        {spread(metric_installed_compute, us, 2030, -1)});
  world("supply shock", {{"supply_shock.hazard", "0"}},
        {level(metric_installed_compute, us, 2035, +1),
         level(metric_installed_compute, cn, 2035, +1)});
  world("supply shock by escalation", {{"supply_shock.escalation", "0"}},
        {level(metric_installed_compute, us, 2035, +1)});
}

void add_chips_of_china(std::vector<Process>& list) {
  // What is allowed or smuggled into China is taken out of the supply of all.
  const auto shared = [&](const char* name, Settings off, std::vector<Move> moves) {
    list.push_back({name, std::move(off), std::move(moves), {{us, money}, {cn, money}}});
  };
  const auto own = [&](const char* name, Settings off, std::vector<Move> moves) {
    list.push_back({name, std::move(off), std::move(moves), {{us, everything}, {cn, money}}});
  };
  shared("legal imports",
         {{"cn.chips.quota_open", "0"},
          {"cn.chips.quota_partial", "0"},
          {"cn.chips.quota_closed", "0"}},
         {level(metric_installed_compute, cn, 2030, -1), lead(+1)});
  shared("changes of export controls",
         {{"controls.tighten_open", "0"},
          {"controls.tighten_partial", "0"},
          {"controls.loosen_partial", "0"},
          {"controls.loosen_closed", "0"}},
         {spread(metric_installed_compute, cn, 2030, -1)});
  shared("smuggling", {{"cn.chips.smuggled_share", "0"}},
         {level(metric_installed_compute, cn, 2030, -1)});
  own("domestic fabs", {{"cn.fabs.output", "0"}},
      {level(metric_installed_compute, cn, 2030, -1), lead(+1)});
  own("growth of fabs", {{"cn.fabs.growth", "0"}}, {level(metric_installed_compute, cn, 2035, -1)});
  own("noise of fabs", {{"cn.fabs.volatility", "0"}},
      {spread(metric_installed_compute, cn, 2035, -1)});
  own("learning of fabs", {{"cn.fabs.learning", "0"}},
      {level(metric_installed_compute, cn, 2030, -1)});
  own("fab building by scarcity", {{"cn.chips.tightness_fabs", "0"}},
      {level(metric_installed_compute, cn, 2035, -1)});
  own("foreign chips of the state", {{"cn.chips.state_foreign_share", "0"}},
      {level(metric_installed_compute, cn, 2035, -1)});
  add_for_each_nation(list, {"price of scarcity",
                             {{"chips.tightness_premium", "0"}},
                             {level(metric_installed_compute, us, 2030, +1)},
                             money});
}

}  // namespace racecast::verification
