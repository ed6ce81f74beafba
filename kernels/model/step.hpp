// One month of the race. The equations are numbered as in docs/model.md; Delta is a month in years.
//
// Everything here holds for one path, in whatever lane it runs. `given` are the parameters of the
// draw, `rates` what follows from them alone, `month` what follows from them and the month.
// A nation looks at its rival only through what both were at the end of the month before.
#pragma once

#include "kernels/base/normal.hpp"
#include "kernels/model/chips.hpp"
#include "kernels/model/streams.hpp"

namespace racecast {
inline namespace RC_ISA {

/// What the world does to both nations in a month (eqs. 1.1 and 2.1 to 2.3).
template <class F>
RC_INLINE Market<F> step_world(const WorldRates& rates, const WorldMonths& month, int place,
                               const Normals<F>& shock, WorldState<F>& world) {
  // (1.1) s <- e^(-theta Delta) s + sqrt(1 - e^(-2 theta Delta)) eps
  world.sentiment = rates.sentiment_keep * world.sentiment + rates.sentiment_kick * shock.x;
  // (2.1) p = trend(t) + sigma_p W_p
  world.price_noise = world.price_noise + rates.price_kick * shock.y;
  // (2.2) ln energy per chip = -trend(t) + sigma_e W_e
  world.energy_noise = world.energy_noise + rates.energy_kick * shock.z;
  // (2.3) ln S = trend(t) + x, x an Ornstein-Uhlenbeck process
  world.supply_noise = rates.supply_keep * world.supply_noise + rates.supply_kick * shock.w;
  return {month.price[place] + world.price_noise, exp(month.energy[place] + world.energy_noise),
          exp(month.supply[place] + world.supply_noise)};
}

/// Entry, depth and end of an investment bust, and the loss of spending (eqs. 1.10 and 1.11).
template <class F>
RC_INLINE void step_bust(const NationParameters& given, const NationRates& rates, F log_fullness,
                         F sentiment, F rival_in_bust, WordOf<F> turn, WordOf<F> depth,
                         NationState<F>& own) {
  // (1.10) h = h0 f^eta e^(-c s) (1 + contagion [rival in bust]), at most 2 a year
  const F hazard = smaller(given.bust_hazard *
                               exp(given.bust_exponent * log_fullness -
                                   given.bust_sentiment * sentiment) *
                               (1.0f + given.bust_contagion * rival_in_bust),
                           splat<F>(2.0f));
  const MaskOf<F> in_bust = own.in_bust > 0.0f;
  const F enter = -expm1(hazard * -month_length);
  const MaskOf<F> turns = uniform<F>(turn) < select(in_bust, rates.bust_exit, enter);
  const MaskOf<F> begins = both(turns, negate(in_bust));
  own.in_bust = select(turns, 1.0f - own.in_bust, own.in_bust);
  own.had_bust = larger(own.had_bust, own.in_bust);
  own.bust_depth =
      select(begins, given.bust_depth * (0.5f + uniform<F>(depth)), own.bust_depth);
  // (1.11) loss -> depth at the rate `speed` during a bust, -> 0 at the rate `recovery` after it
  const F falling = own.bust_depth + (own.bust_loss - own.bust_depth) * rates.loss_keep;
  const F recovering = own.bust_loss * rates.recovery_keep;
  own.bust_loss = select(own.in_bust > 0.0f, falling, recovering);
}

/// Spending of every channel; accelerator money of each pool is returned in `ordered` (USD_bn).
template <class F>
RC_INLINE void step_investment(const Forecast& forecast, const Draw& draw, int nation,
                               const NationMonths& month, int place, F sentiment, F fullness,
                               F log_fullness, F common_shock, const PathStream<F>& random,
                               int month_number, NationState<F>& own, F (&ordered)[pool_count]) {
  const NationParameters& given = draw.given.nation[nation];
  const NationRates& rates = draw.nation[nation];
  const int stream = stream_channel + forecast.nation_stream[nation];

  // (1.2) R = x / (1 + x), x = max(0, perceived + comfort) / width; R(0) is in today's growth
  const F reaction = race_reaction(own.perceived, given) - rates.reaction_start;
  const F room = 1.0f - fullness;
  const F pull = given.ceiling_pull * positive_part(log_fullness);

  F investment = splat<F>(month.programme_spend[place]);
  ordered[0] = splat<F>(0.0f);
  ordered[1] = splat<F>(month.programme_orders[place]);
  Normals<F> shock{};
  RC_UNROLL
  for (int k = 0; k < max_channels; ++k) {
    if (k >= forecast.channel_count[nation]) break;
    if (k % 4 == 0) shock = normals<F>(random(stream, month_number, k / 4));
    const F own_shock = k % 4 == 0   ? shock.x
                        : k % 4 == 1 ? shock.y
                        : k % 4 == 2 ? shock.z
                                     : shock.w;
    const ChannelParameters& channel = given.channel[k];
    const ChannelRates& rate = rates.channel[k];
    // (1.3) m = g_inf + (g0 - g_inf) 2^(-t / half-life)
    const float trend = fma(rate.growth, month.growth_decay[place], given.late_growth);
    // (1.5) D = m + beta s + rho (R - R(0));  drift = D (1 - f if D > 0) - lambda max(0, ln f)
    const F growth = fma(reaction, channel.race_response,
                         fma(sentiment, channel.sentiment_loading, trend));
    const F drift = growth * select(growth > 0.0f, room, 1.0f) - pull;
    // (1.6) dy = drift dt + sigma (sqrt(q) dW_c + sqrt(1 - q) dW_ck)
    own.log_spend[k] = own.log_spend[k] + fma(drift, month_length,
                                              fma(common_shock, rate.common_kick,
                                                  own_shock * rate.own_kick));
    // (1.7) spend = e^(y - loading loss); AI spending is its AI share
    const F spend = exp(fma(own.bust_loss, -channel.bust_loading, own.log_spend[k]));
    investment = fma(spend, channel.ai_share, investment);
    // (2.4) orders = AI share x accelerator share x spend x Delta
    if (forecast.channel_pool[nation][k] == Pool::market)
      ordered[0] = fma(spend, rate.order_share, ordered[0]);
    else
      ordered[1] = fma(spend, rate.order_share, ordered[1]);
  }
  own.investment = investment;
}

/// Domestic wafer capacity (eq. 2.7).
template <class F>
RC_INLINE void step_fabs(const NationParameters& given, const NationRates& rates,
                         const NationMonths& month, int place, F shortage, F shock,
                         NationState<F>& own) {
  // (2.7) dln w = r (1 + a T) (B - w / K) dt + sigma dW, w the wafers relative to the start
  const F room = month.fab_boost[place] - own.wafers * rates.fab_ceiling_inverse;
  own.log_wafers = own.log_wafers +
                   rates.fab_step * (1.0f + given.tightness_fabs * shortage) * room +
                   rates.fab_kick * shock;
  own.wafers = exp(own.log_wafers);
}

/// Three stages of construction, emptied last to first, then retirement (eqs. 3.1 and 3.3).
template <class F>
RC_INLINE F flow_through(F (&stage)[stages], float outflow, F entering) {
  // (3.1) each stage passes on the share min(1, 3 Delta / L) of what it held: mean delay exactly L
  const F completed = outflow * stage[2];
  const F second = outflow * stage[1];
  const F first = outflow * stage[0];
  stage[2] = stage[2] - completed + second;
  stage[1] = stage[1] - second + first;
  stage[0] = stage[0] - first + entering;
  return completed;
}

/// A month of one nation. `rival_in_bust` is the rival at the end of the month before.
template <class F>
RC_INLINE void step_nation(const Forecast& forecast, const Draw& draw, int nation,
                           const MonthTile& tile, int place, const Market<F>& market, F sentiment,
                           F rival_in_bust, const PathStream<F>& random, int month_number,
                           NationState<F>& own) {
  const NationParameters& given = draw.given.nation[nation];
  const NationRates& rates = draw.nation[nation];
  const NationMonths& month = tile.nation[nation];
  const int stream = forecast.nation_stream[nation];
  const Words<WordOf<F>> chance = random(stream_nation + stream, month_number, 0);
  const NormalPair<F> shock = normal_pair<F>(chance.x, chance.y);

  // (1.4) f = total / (kappa GDP), the total of the month before
  const F fullness = own.investment * month.ceiling_inverse[place] + 1e-30f;
  const F log_fullness = log(fullness);
  const F shortage = tightness(own);
  step_bust(given, rates, log_fullness, sentiment, rival_in_bust, chance.z, chance.w, own);
  F cash[pool_count];
  step_investment(forecast, draw, nation, month, place, sentiment, fullness, log_fullness,
                  shock.first, random, month_number, own, cash);
  step_fabs(given, rates, month, place, shortage, shock.second, own);

  own.orders = cash[0] + cash[1];
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) cash[pool] = cash[pool] + own.backlog[pool];
  const LineLimits<F> limits = line_limits(rates, month, place, market, own);
  const Deliveries<F> delivered = purchase(given, rates, market, shortage, limits, cash);
  RC_UNROLL
  for (int pool = 0; pool < pool_count; ++pool) {
    // (2.9) backlog <- (cash - paid) e^(-Delta / tau)
    own.backlog[pool] = cash[pool] * rates.backlog_keep;
    const F completed = flow_through(own.building[pool], rates.outflow, delivered.to_pool[pool]);
    // (3.3) stock <- stock e^(-Delta / Lambda) + completions, compute and its power together
    own.installed[pool] = own.installed[pool] * draw.world.stock_keep + completed;
  }
  const F powered = flow_through(own.building_power, rates.outflow, delivered.power);
  own.power = own.power * draw.world.stock_keep + powered;
}

/// What each nation believes of the balance follows what it can see, with a lag (eq. 12.1).
template <class F>
RC_INLINE void step_perceptions(const Draw& draw, PathState<F>& path) {
  const F visible[nation_count] = {log(visible_compute(path.nation[0]) + 1.0f),
                                   log(visible_compute(path.nation[1]) + 1.0f)};
  RC_UNROLL
  for (int own = 0; own < nation_count; ++own) {
    // (12.1) perceived -> ln(visible of the rival / own visible) at the rate 1 / lag
    const F gap = visible[1 - own] - visible[own];
    F& perceived = path.nation[own].perceived;
    perceived = gap + (perceived - gap) * draw.nation[own].perceive_keep;
  }
}

/// Takes a path from the end of the month before to the end of month `month_number`, which stands
/// at `place` of the tile.
template <class F>
RC_INLINE void step(const Forecast& forecast, const Draw& draw, const MonthTile& tile, int place,
                    int month_number, const PathStream<F>& random, PathState<F>& path) {
  const Normals<F> shock = normals<F>(random(stream_world, month_number, 0));
  const Market<F> market = step_world(draw.world, tile.world, place, shock, path.world);
  const F in_bust[nation_count] = {path.nation[0].in_bust, path.nation[1].in_bust};
  RC_UNROLL
  for (int nation = 0; nation < nation_count; ++nation)
    step_nation(forecast, draw, nation, tile, place, market, path.world.sentiment,
                in_bust[1 - nation], random, month_number, path.nation[nation]);
  step_perceptions(draw, path);
}

}  // namespace RC_ISA
}  // namespace racecast
