// All months of a path, and when it arrives (section 11).
#pragma once

#include "bench/peers/cuda/nation.cuh"

constexpr int NEVER = HORIZON + 1, SHIFT = 16, LOW = 0xffff;

DEVICE int pattern_of(const WorldRates& rates, int month, const World& world) {
  return world.events | (world.closed_months > 0 ? EVENT_controls_closed : 0) |
         (static_cast<float>(month) * DT >= rates.pooling_done ? EVENT_pooling_done : 0);
}

/// A code is 0 while a threshold is not held; then months held so far, and above them the events of
/// the month in which that began; and after the arrival ~(events, month).
template <int hold>
DEVICE int follow(int code, bool held, int began, int month) {
  if (code < 0 || !held) return code < 0 ? code : 0;
  const int running = code == 0 ? began + 1 : code + 1;
  return (running & LOW) == hold ? ~((running & ~LOW) | (month + 1 - hold)) : running;
}

struct Path {
  World world;
  Nation us, cn;
};

/// Follows all thresholds through a month; `codes[i * THREADS]` belong to this thread.
DEVICE void follow_all(const Draw& draw, int month, Path& path, int* codes) {
  const int began = pattern_of(draw.world, month, path.world) << SHIFT;
#define THRESHOLD(i, metric, above, hold)                                                  \
  {                                                                                        \
    const float us = path.us.level[metric], cn = path.cn.level[metric], bar = draw.bar[i]; \
    int& us_code = codes[2 * (i)*THREADS];                                                 \
    int& cn_code = codes[(2 * (i) + 1) * THREADS];                                         \
    us_code = follow<hold>(us_code, (above) ? us >= bar : us <= bar, began, month);        \
    cn_code = follow<hold>(cn_code, (above) ? cn >= bar : cn <= bar, began, month);        \
  }
  THRESHOLDS(THRESHOLD)
#undef THRESHOLD
}

DEVICE float nearness(const WorldRates& rates, float level, float bar, int code) {  // (7.2)
  if (code < 0 || (PRIMARY_ABOVE ? level >= bar : level <= bar)) return 0.0f;
  const float gap = fabsf(rates.log_primary - logf(fmaxf(level, TINY)));
  return fmaxf(1.0f - gap * rates.proximity_inverse, 0.0f);
}

DEVICE void approach(const Draw& draw, Path& path, const int* codes) {
  const float bar = draw.bar[PRIMARY];
  path.world.proximity = fmaxf(
      nearness(draw.world, path.us.level[PRIMARY_METRIC], bar, codes[2 * PRIMARY * THREADS]),
      nearness(draw.world, path.cn.level[PRIMARY_METRIC], bar, codes[(2 * PRIMARY + 1) * THREADS]));
}

DEVICE void start_path(const Draw& draw, const Month& month, Path& path) {
  path.world = World{};
  path.world.regime = static_cast<int>(draw.world.regime_start);
  const Market market = market_of(draw, month, path.world);
  start_nation<0>(draw, month.nation[0], market, path.us);
  start_nation<1>(draw, month.nation[1], market, path.cn);
}

DEVICE void step_path(const Draw& draw, const Month& month, const Numbers& numbers, Path& path) {
  const Seen us{path.us.bust_depth > 0.0f, path.us.algorithms, path.us.breakthrough};
  const Seen cn{path.cn.bust_depth > 0.0f, path.cn.algorithms, path.cn.breakthrough};
  step_world(draw.world, numbers, path.us.perceived, path.cn.perceived, path.world);
  const Market market = market_of(draw, month, path.world);
  step_nation<0>(draw, month.nation[0], market, numbers, cn, path.world, path.us);
  step_nation<1>(draw, month.nation[1], market, numbers, us, path.world, path.cn);
  const float gap = logf(path.cn.level[METRIC_used_compute] + 1.0f) -
                    logf(path.us.level[METRIC_used_compute] + 1.0f);  // (12.1)
  path.us.perceived = gap + (path.us.perceived - gap) * draw.rates[0].perceive_keep;
  path.cn.perceived = -gap + (path.cn.perceived + gap) * draw.rates[1].perceive_keep;
}
