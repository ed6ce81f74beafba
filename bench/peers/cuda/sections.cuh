// The parts of a nation's month: money, chips, construction, power, use, capability.
#pragma once

#include "bench/peers/cuda/world.cuh"

struct Pipeline {
  float stage[3];

  DEVICE float flow(float out, float last, float entering) {  // (3.1)
    const float done = stage[2] * last, second = stage[1] * out, first = stage[0] * out;
    stage[2] += second - done;
    stage[1] += first - second;
    stage[0] += entering - first;
    return done;
  }
};

struct Nation {
  float perceived, bust_depth, bust_loss, surge, backlog[2], orders, wafers, hidden_share;
  Pipeline chips[2], power_of[2];
  float stock[2], power, reserve, reserve_power, power_noise, grid_stress, headroom, energised;
  float odds_noise[2], mobilised, algorithms, breakthrough, share_odds, in_window;
  float log_spend[CHANNELS];
  float level[METRICS];
};

struct Money {
  float pool[2];  // market, state
};

/// Spending of a channel and where it goes (1.7), (2.4).
DEVICE void spend(const Channel& channel, bool of_state, float log_spend, Nation& own,
                  Money& orders) {
  const float spent =
      expf(log_spend - channel.bust_loading * own.bust_loss + channel.surge_loading * own.surge);
  own.level[METRIC_investment] += channel.ai_share * spent;
  orders.pool[of_state ? 1 : 0] += channel.order_share * spent;
}

DEVICE void step_bust(const Given& given, const Rates& rates, float log_fullness, float sentiment,
                      const Seen& rival, float turn, float size, int event, World& world,
                      Nation& own) {  // (1.10), (1.11)
  float hazard = given.bust_hazard *
                 expf(given.bust_exponent * log_fullness - given.bust_sentiment * sentiment);
  if (rival.in_bust) hazard *= 1.0f + given.bust_contagion;
  const bool was = own.bust_depth > 0.0f;
  if (turn < (was ? rates.bust_exit : capped_chance(hazard)))
    own.bust_depth = was ? 0.0f : given.bust_depth * (0.5f + size) + 1e-6f;
  if (own.bust_depth > 0.0f) {
    own.bust_loss = own.bust_depth + (own.bust_loss - own.bust_depth) * rates.loss_keep;
    world.events |= event;
  } else {
    own.bust_loss *= rates.recovery_keep;
  }
}

DEVICE float hidden_part(const Given& given, const NationMonth& month, float state_orders) {
  const float share = month.hidden_orders / (state_orders + TINY);  // (6.1)
  return given.hidden_share + (1.0f - given.hidden_share) * share;
}

DEVICE float buy(float& cash, float& limit, float price) {
  const float amount = fminf(cash / price, limit);
  cash = fmaxf(cash - amount * price, 0.0f);
  limit -= amount;
  return amount;
}

struct Deliveries {
  float chips[2], power[2];
};

/// Lines of a month (2.5) to (2.10); what is left of the cash stays in it.
DEVICE Deliveries purchase(const Given& given, const Rates& rates, const NationMonth& month,
                           const Market& market, float quota, float shortage, float wafers,
                           Money& cash) {
  float imported =
      market.uncontrolled * market.not_smuggled * rates.supply_share + market.supply * quota;
  float domestic = wafers * month.fab_scale, smuggled = market.uncontrolled * month.smuggled_share;
  const float price = expf(given.tightness_premium * shortage - market.price);
  const float import_price = price * rates.import_price;
  const float domestic_price = price * rates.domestic_price;
  float& market_cash = cash.pool[0];
  float& state_cash = cash.pool[1];
  float foreign = state_cash * given.state_foreign_share;
  const float state_domestic = buy(state_cash, domestic, domestic_price);
  const float market_imported = buy(market_cash, imported, import_price);
  foreign = fminf(foreign, state_cash);
  state_cash -= foreign;
  const float state_imported = buy(foreign, imported, import_price);
  state_cash += foreign;
  const float market_domestic = buy(market_cash, domestic, domestic_price);
  const float chips = market_imported + buy(market_cash, smuggled, price * rates.smuggled_price);
  return {{chips + market_domestic, state_imported + state_domestic},
          {market.energy * (chips + rates.domestic_energy * market_domestic),
           market.energy * (state_imported + rates.domestic_energy * state_domestic)}};
}

DEVICE void construct(const Rates& rates, float stock_keep, float hidden_ordered, bool escalated,
                      const Deliveries& delivered, Nation& own) {
  const float out = rates.outflow, last = out * own.energised;
  float done[2], powered[2];
#pragma unroll
  for (int p = 0; p < 2; ++p) {
    done[p] = own.chips[p].flow(out, last, delivered.chips[p]);
    powered[p] = own.power_of[p].flow(out, last, delivered.power[p]);
  }
  own.hidden_share = hidden_ordered + (own.hidden_share - hidden_ordered) * rates.building_keep;
  const float hidden = own.hidden_share * done[1], hidden_power = own.hidden_share * powered[1];
  const float moving = escalated ? 1.0f - rates.mobilise_keep : 0.0f;  // (6.2)
  const float surfaced = own.reserve * moving, surfaced_power = own.reserve_power * moving;
  own.reserve = (own.reserve - surfaced) * stock_keep + hidden;
  own.reserve_power = (own.reserve_power - surfaced_power) * stock_keep + hidden_power;
  own.stock[0] = own.stock[0] * stock_keep + done[0];
  own.stock[1] = (own.stock[1] + surfaced) * stock_keep + (done[1] - hidden);
  own.power = (own.power + surfaced_power) * stock_keep + powered[0] + (powered[1] - hidden_power);
}

DEVICE void step_power(const Given& given, const Rates& rates, const NationMonth& month, float u,
                       float z, World& world, Nation& own) {  // (4.1) to (4.4)
  const float load = fmaxf(logf(fminf(own.headroom, 1e20f)), -LN2);
  own.grid_stress *= rates.stress_keep;
  if (u < capped_chance(given.grid_hazard * expf(-given.grid_exponent * load))) {
    own.grid_stress = 1.0f;
    world.events |= EVENT_grid_stress;
  }
  own.power_noise += rates.power_kick * z;
  const float available = expf(own.power_noise) * month.power_trend + month.power_added;
  own.headroom = available / (own.power * (1.0f - given.abroad_share) + 1e-9f);
  own.energised = given.abroad_share +
                  (1.0f - given.abroad_share) *
                      (fminf(own.headroom, 1.0f) * (1.0f - given.grid_cut * own.grid_stress));
}

DEVICE void use_compute(const Given& given, const Rates& rates, const NationMonth& month,
                        bool escalated, Nation& own) {  // (5.1) to (5.4)
  const float market = logistic(rates.market_odds + own.odds_noise[0]);
  const float state =
      logistic(month.state_odds + own.odds_noise[1] + given.mobilised_shift * own.mobilised);
  const float installed = own.stock[0] + own.stock[1];
  const float running = own.energised * (market * own.stock[0] + state * own.stock[1]);
  own.level[METRIC_installed_compute] = rates.count * installed;
  own.level[METRIC_total_compute] = rates.count * (installed + own.reserve);
  own.level[METRIC_ai_power] = own.power;
  own.level[METRIC_utilisation] = running / (installed + TINY);
  own.level[METRIC_used_compute] = rates.count * running + (escalated ? 0.0f : month.rented);
}

DEVICE void step_algorithms(const Given& given, const Rates& rates, const NationMonth& month,
                            const Seen& rival, float u, float z, World& world, Nation& own) {
  own.breakthrough = 0.0f;
  if (u < month.breakthrough) {  // (8.3); u / chance is uniform once more
    own.breakthrough = given.breakthrough_size * (logf(month.breakthrough) - logf(u));
    if (own.perceived > 0.0f) world.events |= EVENT_laggard_breakthrough;
  }
  const float learned = fmaxf(rival.algorithms - own.algorithms, 0.0f) * rates.diffuse +
                        rates.spill * rival.breakthrough;
  own.algorithms = fminf(
      own.algorithms + month.algorithms + rates.algorithm_kick * z + own.breakthrough + learned,
      40.0f);  // (8.2)
}

DEVICE void measure(const Given& given, const Rates& rates, const WorldRates& world, float price,
                    float caution, float efficiency, Nation& own) {  // (10.3), (10.4), (10.6)
  const float share = logistic(own.share_odds + given.training_share_mobilised * own.mobilised);
  const float training = own.in_window * share * (1.0f - caution) * rates.training_factor;
  own.level[METRIC_training_compute] = training;
  own.level[METRIC_effective_compute] = training * efficiency;
  const float cheaper =
      price - world.price_start + world.token_algorithms * (own.algorithms + given.algorithm_lag);
  own.level[METRIC_token_cost] = given.token_cost * rates.utilisation_start * expf(-cheaper) /
                                 (own.level[METRIC_utilisation] + 1e-6f);
}
