// Month tables: what follows from a draw and the month, a thread for each of both.
#pragma once

#include "bench/peers/cuda/base.cuh"

DEVICE float bending_trend(float t, float first, float late, float half_life) {
  return late * t - (first - late) * (half_life / LN2) * expm1f(t * (-LN2 / half_life));
}

DEVICE void world_month(const WorldGiven& given, float t, WorldMonth& m) {
  m.price = logf(given.chips_per_usd_bn) +
            bending_trend(t, given.chips_growth, 0.0f, given.chips_half_life);
  m.energy = logf(given.energy_per_chip * 1e-6f) -
             bending_trend(t, given.energy_growth, 0.0f, given.energy_half_life);
  m.supply =
      logf(given.supply * DT) +
      bending_trend(t, given.supply_growth, given.supply_late_growth, given.supply_half_life);
}

DEVICE void nation_month(const Given& own, float t, NationMonth& m) {
  const float middle = fmaxf(t - DT / 2.0f, 0.0f);
  m.growth_decay = expf(middle * (-LN2 / own.growth_half_life));
  m.ceiling_inverse = expf(-own.gdp_growth * t) / (own.ceiling * own.gdp);
  m.smuggled_share = fminf(own.smuggled_share * expf(own.smuggled_growth * t), 0.5f);
  const float yield =
      own.fab_yield_limit - (own.fab_yield_limit - own.fab_yield) * expf(-own.fab_learning * t);
  m.fab_scale = own.fab_output * DT * yield / own.fab_yield * expf(own.fab_performance_growth * t);
  m.power_trend =
      own.power_available *
      expf(bending_trend(t, own.power_growth, own.power_late_growth, own.power_half_life));
  const float first = log_odds(own.state_utilisation);
  const float ramp = fminf(fmaxf((t - own.pooling_start) / own.pooling_ramp, 0.0f), 1.0f);
  m.state_odds = first + ramp * fmaxf(log_odds(own.pooling_utilisation) - first, 0.0f);
  m.rented =
      own.rented_abroad * expf(bending_trend(t, own.rented_growth, 0.0f, own.rented_half_life));
}

DEVICE float spent_by(float first, float last, float t) {
  return fmaxf(fminf(t, last) - first, 0.0f);
}

/// Years of a programme's money that have passed a first-order lag by t (1.9).
DEVICE float passed_lag(float first, float last, float lag, float t) {
  const float within = spent_by(first, last, t), since = fmaxf(t - first, 0.0f);
  return within - lag * (expf((within - since) / lag) - expf(-since / lag));
}

/// What the programmes of a nation have added up to by a month.
struct Programmes {
  float spend, orders, hidden, fab_money, power_money;

  DEVICE void add(const Programme& given, int destination, float first, float last,
                  const Given& own, float t) {
    const float begin = first + given.slip, end = last + given.slip;
    const float yearly = given.total * given.delivered_share / (end - begin);
    const float rate = yearly * (spent_by(begin, end, t) - spent_by(begin, end, t - DT)) * 12.0f;
    spend += rate;
    if (destination == 0) {
      const float ordered = rate * (given.accelerator_share * DT);
      orders += ordered;
      hidden += ordered * given.hidden_share;
      return;
    }
    const float lag = destination == 1 ? own.fab_money_lag : own.power_money_lag;
    const float passed =
        yearly * (passed_lag(begin, end, lag, t) - passed_lag(begin, end, lag, 0.0f));
    (destination == 1 ? fab_money : power_money) += passed;
  }
};

template <int n>
DEVICE void programme_month(const Draw& draw, float t, NationMonth& m) {
  const Given& own = draw.given[n];
  Programmes sum{};
#define PLAN(i, nation, destination, first, last) \
  if (nation == n) sum.add(draw.programme[i], destination, first, last, own, t);
  PLANS(PLAN)
#undef PLAN
  m.programme_spend = sum.spend;
  m.programme_orders = sum.orders;
  m.hidden_orders = sum.hidden;
  m.fab_boost = 1.0f + sum.fab_money * (own.fab_per_usd_bn / own.fab_ceiling);
  const float delay = own.behind_meter_delay;
  m.power_added =
      own.behind_meter * (t + delay * expm1f(-t / delay)) + sum.power_money / own.power_cost;
}

DEVICE void algorithm_month(const WorldGiven& world, const Given& own, const Given& rival, float t,
                            NationMonth& m) {  // (8.1), (8.3)
  const float decay = expf(fmaxf(t - DT / 2.0f, 0.0f) * (-LN2 / world.algorithm_half_life));
  const float late =
      fminf(world.algorithm_late_growth / fmaxf(world.algorithm_growth, 1e-6f), 1.0f);
  const float pace = late + (1.0f - late) * decay;
  const float total =
      world.algorithm_late_growth +
      (world.algorithm_growth + own.algorithm_offset - world.algorithm_late_growth) * decay;
  const float own_chance = chance(pace * own.breakthrough_rate);
  const float received = chance(pace * rival.breakthrough_rate) * rival.breakthrough_size;
  const float found = own_chance * own.breakthrough_size + received * world.knowledge_openness;
  const float learned =
      chance(own.diffusion) * fmaxf(own.algorithm_lag - rival.algorithm_lag, 0.0f);
  m.algorithms = fmaxf(total * DT - pace * learned - found, 0.0f);
  m.breakthrough = own_chance;
}

DEVICE void fill_month(const Draw& draw, int month, Month& m) {
  const float t = static_cast<float>(month) * DT;
  world_month(draw.world_given, t, m.world);
  nation_month(draw.given[0], t, m.nation[0]);
  nation_month(draw.given[1], t, m.nation[1]);
  programme_month<0>(draw, t, m.nation[0]);
  programme_month<1>(draw, t, m.nation[1]);
  algorithm_month(draw.world_given, draw.given[0], draw.given[1], t, m.nation[0]);
  algorithm_month(draw.world_given, draw.given[1], draw.given[0], t, m.nation[1]);
}
