// Money, chips and power where a config leaves nothing to chance: each number in closed form, from
// docs/model.md and not from the code.
#include <cmath>

#include "tests/catch.hpp"
#include "tests/support/bare_trace.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

constexpr double month = 1.0 / 12;
constexpr double orders = 100 * 0.5 / 12;  // of one channel of the US a month, USD_bn

double investment(const BareTrace& seen, int at) { return seen.metric(us, metric_investment, at); }
double installed(const BareTrace& seen, int at) {
  return seen.metric(us, metric_installed_compute, at);
}

}  // namespace

TEST_CASE("spending without noise grows as its trend bends", "[certain]") {
  const BareTrace seen(48, {{"us.channel.all.growth", "0.4"},
                            {"us.investment.late_growth", "0.1"},
                            {"us.investment.growth_half_life", "2"},
                            {"us.investment.growth_shift", "0.05"}});
  double growth = 0;
  for (int t = 1; t <= 48; ++t) {
    growth += month * (0.1 + (0.45 - 0.1) * std::exp2(-(t - 0.5) * month / 2));
    if (t % 12 == 0) CHECK(investment(seen, t) == Approx(200 * std::exp(growth)).epsilon(1e-5));
  }
  CHECK(seen.metric(cn, metric_investment, 48) == Approx(120).epsilon(1e-5));
}

TEST_CASE("growth fades with the room below the ceiling", "[certain]") {
  // f = total of the month before / (kappa GDP); drift = g (1 - f).
  const BareTrace seen(12, {{"us.channel.all.growth", "0.4"},
                            {"us.investment.late_growth", "0.4"},
                            {"us.economy.gdp", "40000"},
                            {"us.economy.growth", "0.1"},
                            {"us.investment.ceiling", "0.01"}});
  double total = 200;
  for (int t = 1; t <= 12; ++t) {
    total *= std::exp(0.4 * month * (1 - total / (400 * std::exp(0.1 * t * month))));
    CHECK(investment(seen, t) == Approx(total).epsilon(1e-5));
  }
}

TEST_CASE("a race that stands as it stood at the start moves no spending", "[certain]") {
  // China sees a rival with ten times its compute; R = R(0), whatever the response.
  const BareTrace seen(24, {{"us.stock.installed", "1e7"}, {"cn.channel.all.race_response", "1"}});
  CHECK(seen.state("cn.perceived", 0) == Approx(std::log(10)).epsilon(1e-5));
  for (const int t : {1, 12, 24}) {
    CHECK(seen.state("cn.perceived", t) == Approx(std::log(10)).epsilon(1e-5));
    CHECK(seen.state("us.perceived", t) == Approx(-std::log(10)).epsilon(1e-5));
    CHECK(seen.metric(cn, metric_investment, t) == Approx(120).epsilon(1e-5));
  }
}

TEST_CASE("a change of the balance is perceived by its lag, and answered", "[certain]") {
  // What China rents abroad grows at a constant rate: ln of its used compute rises in a line.
  const BareTrace seen(24, {{"cn.stock.installed", "0"},
                            {"cn.rented.abroad", "1e6"},
                            {"cn.rented.growth", "0.5"},
                            {"cn.rented.growth_half_life", "10"},
                            {"us.race.lag", "0.5"},
                            {"us.race.comfort", "1"},
                            {"us.channel.all.race_response", "0.3"}});
  const double kept = std::exp(-month / 0.5), own = std::log(0.999e6 + 1);
  double perceived = std::log(1e6 + 1) - own, spending = 200;
  const auto reaction = [](double p) { return (p + 1) / (2 + p); };
  const double at_start = reaction(perceived);
  for (int t = 1; t <= 24; ++t) {
    spending *= std::exp(0.3 * (reaction(perceived) - at_start) * month);
    const double rented =
        1e6 * std::exp(0.5 * 10 / std::log(2) * -std::expm1(-t * month * std::log(2) / 10));
    const double gap = std::log(rented + 1) - own;
    perceived = gap + (perceived - gap) * kept;
    CHECK(seen.state("us.perceived", t) == Approx(perceived).margin(3e-6));
    CHECK(investment(seen, t) == Approx(spending).epsilon(1e-5));
  }
  CHECK(perceived > 0.5);  // there was something to see
}

TEST_CASE("a bust takes spending down to its depth, and it comes back", "[certain]") {
  const Config config = verification::bare_config(12, {{"us.bust.hazard", "2"},
                                                {"us.bust.exponent", "0"},
                                                {"us.bust.depth", "0.8"},
                                                {"us.bust.speed", "3"},
                                                {"us.bust.recovery", "1.5"},
                                                {"us.bust.duration", "0.25"},
                                                {"us.channel.first.bust_loading", "1"},
                                                {"us.channel.second.bust_loading", "-0.5"}});
  const BareTrace seen = first_with_spell(config, "us.bust_depth", 4, 4);
  const double depth = seen.state("us.bust_depth", 1);
  for (int t = 1; t <= 8; ++t) {
    const double in_bust = std::min(t, 4), after = t - in_bust;
    const double loss = depth * -std::expm1(-3 * in_bust * month) * std::exp(-1.5 * after * month);
    CHECK(seen.state("us.bust_loss", t) == Approx(loss).epsilon(1e-5));
    CHECK(investment(seen, t) ==
          Approx(100 * std::exp(-loss) + 100 * std::exp(0.5 * loss)).epsilon(1e-5));
  }
}

TEST_CASE("a programme spends its money once, and its chips are partly hidden", "[certain]") {
  const BareTrace seen(60,
                       {{"both.channel.all.accelerator_share", "0"},
                        {"us.chips.supply_share", "1"},
                        {"us.stock.installed", "0"},
                        {"us.reserve.hidden_share", "0.3"}},
                       "[programme.plan]\nnation = \"us\"\ndestination = \"compute\"\n"
                       "first = \"2026-03\"\nlast = \"2026-08\"\ntotal = 60\n"
                       "delivered_share = 0.5\naccelerator_share = 0.8\n");
  CHECK(investment(seen, 2) == Approx(200).epsilon(1e-5));
  for (const int t : {3, 5, 8}) CHECK(investment(seen, t) == Approx(200 + 60).epsilon(1e-5));
  CHECK(investment(seen, 9) == Approx(200).epsilon(1e-5));
  const double chips = 60 * 0.5 * 0.8 * 1e5;
  CHECK(installed(seen, 60) == Approx(0.7 * chips).epsilon(1e-4));
  CHECK(seen.state("us.reserve", 60) == Approx(0.3 * chips).epsilon(1e-4));
  CHECK(seen.metric(us, metric_total_compute, 60) == Approx(chips).epsilon(1e-4));
}

TEST_CASE("money that finds no chips waits, and is lost by and by", "[certain]") {
  const BareTrace seen(12, {{"us.chips.backlog_life", "0.5"}});  // no nation has chips to buy
  const double kept = std::exp(-month / 0.5);
  for (const int t : {1, 2, 12}) {
    const double backlog = orders * kept * (1 - std::pow(kept, t)) / (1 - kept);
    CHECK(seen.state("us.backlog_market", t) == Approx(backlog).epsilon(1e-5));
    CHECK(seen.state("us.backlog_state", t) == Approx(backlog).epsilon(1e-5));
  }
}

TEST_CASE("each regime of export controls lets its quota through, out of world supply",
          "[certain]") {
  const std::pair<const char*, double> regimes[] = {{"0", 0.1}, {"1", 0.05}, {"2", 0.02}};
  for (const auto& [regime, quota] : regimes) {
    CAPTURE(regime);
    // Supply of 1.2e6 a year is scarce: all that a nation may buy, it buys.
    const BareTrace seen(24, {{"controls.start", regime},
                              {"supply.rate", "1.2e6"},
                              {"both.construction.lead_time", "0.25"},
                              {"cn.chips.quota_open", "0.2"},
                              {"cn.chips.quota_partial", "0.1"},
                              {"cn.chips.quota_closed", "0.04"},
                              {"cn.chips.import_take_up", "0.5"},
                              {"cn.chips.smuggled_share", "0.1"},
                              {"us.chips.supply_share", "1"}});
    const auto monthly = [&](int nation) {
      return (seen.metric(nation, metric_installed_compute, 24) -
              seen.metric(nation, metric_installed_compute, 12)) /
             12;
    };
    const double supply = 1.2e6 / 12, left = supply * (1 - quota);
    CHECK(monthly(cn) == Approx(supply * quota + left * 0.1).epsilon(1e-4));
    CHECK(monthly(us) == Approx(left * 0.9).epsilon(1e-4));
  }
}

TEST_CASE("a supply shock takes its share, which comes back", "[certain]") {
  const Config config = verification::bare_config(12, {{"supply_shock.hazard", "1"},
                                                {"supply_shock.depth", "0.6"},
                                                {"supply_shock.duration", "0.5"},
                                                {"supply.rate", "1.2e6"},
                                                {"us.construction.lead_time", "0.25"},
                                                {"us.chips.supply_share", "1"}});
  for (std::uint64_t trajectory = 0; trajectory < 1000; ++trajectory) {
    const BareTrace seen(config, trajectory);
    bool alone = seen.state(".supply_shock", 4) == 1;
    for (int t = 1; t <= 12; ++t) alone = alone && (t == 4 || seen.state(".supply_shock", t) != 1);
    if (!alone) continue;
    for (const int t : {4, 5, 9}) {  // what is delivered in month t stands three months later
      const double shock = std::exp(-(t - 4) * month / 0.5);
      CHECK(installed(seen, t + 3) - installed(seen, t + 2) ==
            Approx(1e5 * (1 - 0.6 * shock)).epsilon(1e-4));
    }
    return;
  }
  FAIL("no trajectory has one shock, in month 4");
}

TEST_CASE("domestic chips take more power, in both pools", "[certain]") {
  const BareTrace seen(60, {{"us.fabs.output", "2.4e6"},
                            {"us.fabs.growth", "0"},
                            {"us.stock.installed", "0"},
                            {"us.energy.domestic_penalty", "0.5"},
                            {"us.construction.lead_time", "0.25"}});
  // 2e5 a month, less than either pool's money buys alone: the state pool takes all.
  CHECK(installed(seen, 60) - installed(seen, 59) == Approx(2e5).epsilon(1e-3));
  CHECK(seen.metric(us, metric_ai_power, 60) ==
        Approx(installed(seen, 60) * 1e-6 * std::exp(0.5)).epsilon(1e-4));
  CHECK(seen.state("us.installed_market", 60) < 1);
  const BareTrace market(60, {{"us.fabs.output", "2.4e6"},
                              {"us.fabs.growth", "0"},
                              {"us.stock.installed", "0"},
                              {"us.energy.domestic_penalty", "0.5"},
                              {"us.channel.second.accelerator_share", "0"}});
  CHECK(market.state("us.installed_state", 60) < 1);
  CHECK(market.metric(us, metric_ai_power, 60) ==
        Approx(installed(market, 60) * 1e-6 * std::exp(0.5)).epsilon(1e-4));
}
