// Use of compute, escalation and capability where a config leaves nothing to chance: each number in
// closed form, from docs/model.md and not from the code.
#include <cmath>

#include "tests/catch.hpp"
#include "tests/support/bare_trace.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

constexpr double use_month = 1.0 / 12;
constexpr double stock = 1e6;  // H100e of each nation, which nothing changes
constexpr double use_flop_year = 989e12 * 31557600 / 1e24;  // of one H100e, 1e24 FLOP

double log_odds_of(double share) { return std::log(share / (1 - share)); }
double share_of(double odds) { return 1 / (1 + std::exp(-odds)); }

double used(const BareTrace& seen, int at) { return seen.metric(us, metric_used_compute, at); }

}  // namespace

TEST_CASE("compute without power is not used, what stands abroad apart", "[certain]") {
  const BareTrace seen(6, {{"us.stock.energy_per_chip", "1"},  // 1 GW in all
                           {"us.power.available", "0.3"},
                           {"us.stock.abroad_share", "0.25"},
                           {"us.utilisation.market", "0.8"}});
  const double energised = 0.25 + 0.75 * (0.3 / 0.75);
  for (const int t : {0, 1, 6}) {
    CHECK(seen.state("us.energised", t) == Approx(energised).epsilon(1e-5));
    CHECK(used(seen, t) == Approx(0.8 * energised * stock).epsilon(1e-5));
    CHECK(seen.metric(us, metric_utilisation, t) == Approx(0.8 * energised).epsilon(1e-5));
    CHECK(seen.metric(us, metric_installed_compute, t) == Approx(stock).epsilon(1e-5));
  }
}

TEST_CASE("what has no power is not ordered, and not completed", "[certain]") {
  const verification::Settings off = {{"us.stock.energy_per_chip", "1"},
                                      {"us.chips.supply_share", "1"}};
  verification::Settings half = off;
  half.emplace_back("us.power.available", "0.5");
  const BareTrace with(1, off), without(1, half);
  CHECK(without.state("us.orders", 1) == Approx(0.5 * with.state("us.orders", 1)).epsilon(1e-5));
  const auto completed = [](const BareTrace& seen) {
    return seen.metric(us, metric_installed_compute, 1) - stock;
  };
  // Half of the orders of the start are in the pipeline, and half of what is ready finds power.
  CHECK(completed(without) == Approx(0.25 * completed(with)).epsilon(1e-4));
}

TEST_CASE("grid stress sheds load, less and less", "[certain]") {
  const Config config = verification::bare_config(6, {{"us.stock.energy_per_chip", "1"},
                                                      {"us.power.available", "1"},
                                                      {"us.grid.hazard", "2"},
                                                      {"us.grid.cut", "0.4"},
                                                      {"us.grid.duration", "0.3"},
                                                      {"us.utilisation.market", "0.8"}});
  for (std::uint64_t trajectory = 0; trajectory < 1000; ++trajectory) {
    const BareTrace seen(config, trajectory);
    bool alone = seen.state("us.grid_stress", 1) == 1;
    for (int t = 2; t <= 6; ++t) alone = alone && seen.state("us.grid_stress", t) != 1;
    if (!alone) continue;
    for (int t = 1; t <= 6; ++t)
      CHECK(used(seen, t) ==
            Approx(0.8 * stock * (1 - 0.4 * std::exp(-(t - 1) * use_month / 0.3))).epsilon(1e-5));
    return;
  }
  FAIL("no trajectory has stress in month 1 alone");
}

TEST_CASE("the pooling platform raises the log odds of the state pool in a line", "[certain]") {
  const BareTrace seen(48, {{"us.stock.state_share", "1"},
                            {"us.utilisation.state", "0.3"},
                            {"us.pooling.start", "1"},
                            {"us.pooling.ramp", "2"},
                            {"us.pooling.utilisation", "0.8"}});
  for (const int t : {0, 12, 18, 24, 36, 48}) {
    const double ramp = std::min(std::max(t * use_month - 1, 0.0) / 2, 1.0);
    const double odds = log_odds_of(0.3) + ramp * (log_odds_of(0.8) - log_odds_of(0.3));
    CHECK(seen.metric(us, metric_utilisation, t) == Approx(share_of(odds)).epsilon(1e-5));
  }
}

TEST_CASE("an escalation mobilises, surges and surfaces the reserve, then what fades fades",
          "[certain]") {
  const Config config = verification::bare_config(12, {{"escalation.hazard", "2"},
                                                       {"escalation.duration", "0.3"},
                                                       {"us.surge.cap", "0.5"},
                                                       {"us.surge.speed", "4"},
                                                       {"us.surge.decay", "1.5"},
                                                       {"us.channel.second.surge_loading", "1"},
                                                       {"us.stock.state_share", "1"},
                                                       {"us.reserve.initial_share", "0.5"},
                                                       {"us.reserve.mobilisation", "0.4"},
                                                       {"us.utilisation.state", "0.3"},
                                                       {"us.utilisation.mobilised_shift", "1"},
                                                       {"us.training.share_mobilised", "2"},
                                                       {"us.rented.abroad", "1e5"}});
  const BareTrace seen = first_with_spell(config, ".escalated", 4, 4);
  const double start = seen.metric(us, metric_training_compute, 0) / used(seen, 0);
  for (int t = 1; t <= 8; ++t) {
    const double in = std::min(t, 4), after = t - in;
    const double surge =
        0.5 * -std::expm1(-4 * in * use_month) * std::exp(-1.5 * after * use_month);
    CHECK(seen.state("us.surge", t) == Approx(surge).epsilon(1e-5));
    CHECK(seen.metric(us, metric_investment, t) ==
          Approx(100 + 100 * std::exp(surge)).epsilon(1e-5));
    const double mobilised =
        -std::expm1(-in * use_month / 0.4) * std::exp(-after * use_month / 0.4);
    CHECK(seen.state("us.mobilised", t) == Approx(mobilised).epsilon(1e-5));
    const double utilisation = share_of(log_odds_of(0.3) + mobilised);
    CHECK(seen.metric(us, metric_utilisation, t) == Approx(utilisation).epsilon(1e-5));
    const double reserve = 0.5 * stock * std::exp(-in * use_month / 0.4);
    CHECK(seen.state("us.reserve", t) == Approx(reserve).epsilon(1e-4));
    const double visible = 1.5 * stock - reserve;
    CHECK(seen.metric(us, metric_installed_compute, t) == Approx(visible).epsilon(1e-4));
    CHECK(used(seen, t) == Approx(utilisation * visible + (t <= 4 ? 0 : 1e5)).epsilon(1e-4));
    const double concentrated = share_of(log_odds_of(0.05) + 2 * mobilised) / 0.05;
    CHECK(seen.metric(us, metric_training_compute, t) / seen.state("us.used_in_window", t) /
              start ==
          Approx(concentrated).epsilon(1e-4));
  }
}

TEST_CASE("a training run sees the compute of its window", "[certain]") {
  // With growth g before the start, a run of the start has seen 1 / (1 + g window) of what is used.
  const BareTrace seen(24, {{"us.construction.delivery_growth", "1"},
                            {"training.window", "0.5"},
                            {"us.training.mfu", "0.4"},
                            {"us.race.caution", "0"}});
  for (const int t : {0, 1, 6, 24}) {
    const double in_window = used(seen, t) * (1 - (1 - 1 / 1.5) * std::exp(-t * use_month / 0.5));
    CHECK(seen.metric(us, metric_training_compute, t) ==
          Approx(in_window * 0.05 * 0.4 * use_flop_year * 0.5).epsilon(1e-5));
  }
}

TEST_CASE("who fears to fall behind holds back less", "[certain]") {
  // A gap of ln 10 and a width of ln 10: China's reaction is 1/2, that of the US 0.
  const BareTrace seen(
      12,
      {{"us.stock.installed", "1e7"}, {"both.race.caution", "0.6"}, {"cn.race.width", "2.302585"}});
  for (const int t : {0, 1, 12}) {
    const auto run = [&](int nation, double compute, double held_back) {
      return seen.metric(nation, metric_training_compute, t) ==
             Approx(0.999 * compute * 0.05 * 0.4 * use_flop_year * 0.3 * (1 - held_back))
                 .epsilon(1e-5);
    };
    CHECK(run(us, 1e7, 0.6));
    CHECK(run(cn, 1e6, 0.3));
  }
}

TEST_CASE("algorithms grow at their total rate for leader and laggard, and count", "[certain]") {
  const BareTrace seen(24, {{"algorithms.growth", "0.6"},
                            {"algorithms.late_growth", "0.6"},
                            {"cn.algorithms.lag", "1"},
                            {"both.algorithms.diffusion", "0.5"},
                            {"us.training.cumulative", "2000"},
                            {"us.training.mfu", "0.4"},
                            {"tokens.algorithm_share", "0.5"}});
  double cumulative = 2000;
  for (int t = 1; t <= 24; ++t) {
    const double progress = 0.6 * t * use_month;
    CHECK(seen.state("us.algorithms", t) == Approx(progress).epsilon(1e-5));
    CHECK(seen.state("cn.algorithms", t) == Approx(progress - 1).margin(1e-5));
    cumulative += used(seen, t) * 0.4 * use_flop_year * use_month * std::exp(progress);
    CHECK(seen.metric(us, metric_cumulative_compute, t) == Approx(cumulative).epsilon(1e-5));
    CHECK(seen.metric(us, metric_effective_compute, t) ==
          Approx(seen.metric(us, metric_training_compute, t) * std::exp(progress)).epsilon(1e-5));
    CHECK(seen.metric(us, metric_token_cost, t) == Approx(std::exp(-0.5 * progress)).epsilon(1e-5));
  }
  CHECK(seen.metric(cn, metric_effective_compute, 24) ==
        Approx(seen.metric(us, metric_effective_compute, 24) * std::exp(-1)).epsilon(1e-4));
}

TEST_CASE("a nation that knows more than it is told learns nothing from the one behind",
          "[certain]") {
  // Without own progress the laggard closes its gap at the rate of diffusion; the leader stays.
  const BareTrace seen(24, {{"cn.algorithms.lag", "1"}, {"both.algorithms.diffusion", "0.5"}});
  for (const int t : {1, 12, 24}) {
    CHECK(seen.state("us.algorithms", t) == 0);
    CHECK(seen.state("cn.algorithms", t) == Approx(-std::exp(-0.5 * t * use_month)).epsilon(1e-5));
  }
}
