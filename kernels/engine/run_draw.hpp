// The body of every engine: one draw, from its random numbers to its counts.
//
// A warp is 32 paths of one draw. What a warp is made of is left to the policy `Warp`: the threads
// of a GPU warp, or groups of vector lanes of one CPU thread. The same code runs in both, so a host
// with `LaneWarp<float>` emulates the kernel step for step.
//
// A policy offers
//   Real                     the lane type of the model
//   groups                   how many groups of Lanes<Real>::width lanes this execution loops over
//   first_lane(group)        first lane of a group
//   runs(first, lane)        whether `lane` is among those that run with `first`
//   for_each(n, f)           f(0) ... f(n - 1), spread over the lanes; then all see the effects
//   sync()                   all lanes see what the others have written
//   any_bits(bits)           bits that are set in the `bits` of any lane
//   add(cell, n)             adds to a count that other warps add to as well
//   add_one(cell)            adds one to such a count
//   count_outcomes(n, f, c)  f(lane) is the outcome of each of the n first lanes; c[o] how many
//   leader()                 true in one lane
#pragma once

#include "kernels/engine/draw_outcomes.hpp"
#include "kernels/engine/fan.hpp"
#include "kernels/model/arrivals.hpp"
#include "kernels/model/path.hpp"
#include "kernels/model/priors.hpp"

namespace racecast {
inline namespace RC_ISA {

/// What the lanes of a warp share: shared memory on a GPU.
struct WarpMemory {
  Draw draw;
  MonthTile tile;
  MetricBuffer levels;
  ArrivalCodes arrivals;
  std::int32_t ended[max_thresholds][outcome_count];  ///< paths of the draw so far, by outcome
};

/// Where a run counts. `live` is [threshold][outcome], for the answer so far; null: not wanted.
template <class Cell>
struct CountsOf {
  CountsLayout layout;
  Cell* cells;
  Cell* live;
  DrawRows rows = {};
};
using CountsView = CountsOf<unsigned long long>;

/// Counts no fan.
struct NoFan {
  template <class Warp>
  RC_INLINE void record(Warp&, int, int, int, const MetricBuffer&) const {}
};

/// The buckets of one path, in a row of its own: [month][nation][metric].
struct FanRow {
  std::uint16_t* bucket;
  /// The levels of lane `lane`, if it is one of those from `first` on that this execution runs.
  template <class Warp>
  RC_INLINE void record(Warp&, int month, int first, int lane, const MetricBuffer& levels) const {
    if (!Warp::runs(first, lane)) return;
    std::uint16_t* to = bucket + month * fan_series;
    for (int nation = 0; nation < nation_count; ++nation)
      for (int metric = 0; metric < metric_count; ++metric)
        *to++ = static_cast<std::uint16_t>(
            fan_bucket(metric, bits(levels.value[nation][metric][lane])));
  }
};

template <class Warp>
RC_HD void sample_draw(Warp& warp, const Forecast& forecast, std::uint64_t draw, Draw& memory) {
  float* parameters = reinterpret_cast<float*>(&memory.parameters);
  warp.for_each(parameter_slots, [&](int slot) { parameters[slot] = forecast.fixed[slot]; });
  using F = typename Warp::Real;
  constexpr int width = Lanes<F>::width;
  warp.for_each((forecast.prior_count + width - 1) / width, [&](int group) {
    const int first = group * width;
    float z[width];
    scores<F>(forecast, first, draw, z);
    for (int i = 0; i < width && first + i < forecast.prior_count; ++i) {
      const Prior& prior = forecast.prior[first + i];
      parameters[prior.slot] = quantile(forecast, prior, z[i]);
    }
  });
  warp.for_each(nation_count + 1, [&](int i) {
    if (i == nation_count)
      set_global_coefficients(forecast, memory.parameters, memory.world);
    else
      set_nation_coefficients(forecast, memory.parameters, i, memory.nation[i]);
  });
}

template <class Warp>
RC_HD void fill_tile(Warp& warp, const Forecast& forecast, int first_month, WarpMemory& memory) {
  using F = typename Warp::Real;
  warp.sync();  // nobody reads the old tile any more
  for (int group = 0; group < Warp::groups; ++group) {
    const int lane = warp.first_lane(group);
    fill_months<F>(forecast, memory.draw, first_month, lane_numbers<F>(lane), lane, memory.tile);
  }
  warp.sync();
}

/// Runs the 32 paths from `first_trajectory` on over all months; leaves the arrivals. `visit(month,
/// lane, path, memory)` sees every month of every group of lanes, of which `lane` is the first.
template <class Warp, class Visit>
RC_HD void run_paths(Warp& warp, const Forecast& forecast, std::uint64_t first_trajectory,
                     int paths, WarpMemory& memory, Visit&& visit) {
  using F = typename Warp::Real;
  NumberSource<F> source(forecast);
  PathStream<F> random[Warp::groups];
  PathState<F> path[Warp::groups];
  const std::uint32_t low = static_cast<std::uint32_t>(first_trajectory);
  const std::uint32_t high = static_cast<std::uint32_t>(first_trajectory >> 32);
  warp.for_each(forecast.threshold_count * nation_count * warp_paths,
                [&](int i) { (&memory.arrivals.code[0][0][0])[i] = 0; });
  fill_tile(warp, forecast, 0, memory);
  for (int group = 0; group < Warp::groups; ++group) {
    const int lane = warp.first_lane(group);
    random[group] = PathStream<F>(as_word(lane_numbers<F>(lane)) + low, high, forecast.seed,
                                  forecast.replicate);
    path[group] = start_of_path<F>(forecast, memory.draw, memory.tile, lane, memory.levels);
    follow_thresholds(forecast, memory.draw, all_thresholds(forecast), 0, lane, memory.levels,
                      path[group], memory.arrivals);
    visit(0, lane, path[group], memory);
  }
  for (int first = 0; first <= forecast.horizon; first += tile_months) {
    if (first > 0) fill_tile(warp, forecast, first, memory);
    const int last =
        forecast.horizon < first + tile_months - 1 ? forecast.horizon : first + tile_months - 1;
    for (int group = 0; group < Warp::groups; ++group) {
      const int lane = warp.first_lane(group);
      if (Warp::groups > 1 && lane >= paths) break;
      // What all have reached by now need not be followed to the end.
      const ThresholdBits open = warp.any_bits(open_thresholds<F>(forecast, lane, memory.arrivals));
      for (int month = first > 0 ? first : 1; month <= last; ++month) {
        warp.fence();
        const auto& numbers = source.month(random[group], month);
        step<F>({forecast, memory.draw, memory.tile, month - first, month, numbers, memory.levels,
                 lane},
                path[group]);
        follow_thresholds(forecast, memory.draw, open, month, lane, memory.levels, path[group],
                          memory.arrivals);
        visit(month, lane, path[group], memory);
      }
    }
  }
  warp.sync();
}

RC_INLINE int outcome_of(int us_month, int cn_month, int never) {
  if (us_month < cn_month) return us_first;
  if (cn_month < us_month) return cn_first;
  return us_month == never ? neither : same_month;
}

/// How one path ended at one threshold.
struct Arrival {
  int us_month, cn_month;
  int outcome;
  int events;  ///< up to the first arrival; up to the horizon without one
};
RC_INLINE Arrival arrival_of(const ArrivalCodes& arrivals, int threshold, int lane, int never) {
  const std::int32_t us_code = arrivals.code[threshold][us][lane];
  const std::int32_t cn_code = arrivals.code[threshold][cn][lane];
  const int us_month = arrival_month(us_code, never);
  const int cn_month = arrival_month(cn_code, never);
  return {us_month, cn_month, outcome_of(us_month, cn_month, never),
          arrival_events(us_month <= cn_month ? us_code : cn_code, arrivals.events[lane])};
}

/// Counts the arrivals of `paths` paths of a draw.
template <class Warp, class Cell>
RC_HD void count_paths(Warp& warp, const Forecast& forecast, const CountsOf<Cell>& counts,
                       std::uint64_t draw, int paths, WarpMemory& memory) {
  const CountsLayout& at = counts.layout;
  const int never = at.never();
  const int outcome_batch = static_cast<int>(draw % outcome_batches);
  const int arrival_batch = static_cast<int>(draw % arrival_batches);
  for (int i = 0; i < forecast.threshold_count; ++i) {
    int tally[outcome_count] = {0, 0, 0, 0};
    const auto count_lane = [&](int lane) {
      const Arrival at_end = arrival_of(memory.arrivals, i, lane, never);
      warp.add_one(&counts.cells[at.joint(i, at_end.us_month, at_end.cn_month)]);
      warp.add_one(&counts.cells[at.event_outcome(i, at_end.events, at_end.outcome)]);
      warp.add_one(&counts.cells[at.arrival_batch(arrival_batch, i, us, at_end.us_month)]);
      warp.add_one(&counts.cells[at.arrival_batch(arrival_batch, i, cn, at_end.cn_month)]);
      return at_end.outcome;
    };
    warp.count_outcomes(paths, count_lane, tally);
    if (warp.leader()) {
      for (int outcome = 0; outcome < outcome_count; ++outcome) {
        const unsigned n = static_cast<unsigned>(tally[outcome]);
        if (n == 0) continue;
        warp.add(&counts.cells[at.outcome_batch(outcome_batch, i, outcome)], n);
        if (counts.live != nullptr) warp.add(&counts.live[i * outcome_count + outcome], n);
      }
      for (int outcome = 0; outcome < outcome_count; ++outcome)
        memory.ended[i][outcome] += tally[outcome];
    }
  }
  std::uint32_t* months = counts.rows.month_row(draw, forecast.threshold_count);
  if (months == nullptr) return;
  warp.for_each(forecast.threshold_count * nation_count, [&](int i) {
    const std::int32_t* code = memory.arrivals.code[i / nation_count][i % nation_count];
    for (int lane = 0; lane < paths; ++lane)
      months[i] += static_cast<std::uint32_t>(arrival_month(code[lane], forecast.horizon));
  });
}

/// Runs and counts one draw. `fan` sees the months of the one path that fan charts are made of.
template <class Warp, class Cell, class Fan = NoFan>
RC_HD void run_draw(Warp& warp, const Forecast& forecast, const CountsOf<Cell>& counts,
                    std::uint64_t draw, WarpMemory& memory, const Fan& fan = {}) {
  const int paths_per_draw = forecast.paths_per_draw;
  const int fan_path = static_cast<int>(draw % static_cast<std::uint64_t>(paths_per_draw));
  warp.for_each(forecast.threshold_count * outcome_count,
                [&](int i) { (&memory.ended[0][0])[i] = 0; });
  sample_draw(warp, forecast, draw, memory.draw);
  for (int first = 0; first < paths_per_draw; first += warp_paths) {
    const int paths = paths_per_draw - first < warp_paths ? paths_per_draw - first : warp_paths;
    const std::uint64_t trajectory =
        draw * static_cast<std::uint64_t>(paths_per_draw) + static_cast<std::uint64_t>(first);
    run_paths(warp, forecast, trajectory, paths, memory,
              [&](int month, int lane, const auto&, const WarpMemory& now) {
                fan.record(warp, month, lane, fan_path - first, now.levels);
              });
    count_paths(warp, forecast, counts, draw, paths, memory);
    warp.sync();
  }
  warp.for_each(forecast.threshold_count, [&](int i) {
    warp.add_one(&counts.cells[counts.layout.odds(i, memory.ended[i][us_first])]);
  });
  if (std::uint32_t* row = counts.rows.row(draw, forecast.threshold_count); row != nullptr)
    warp.for_each(forecast.threshold_count * outcome_count,
                  [&](int i) { row[i] = static_cast<std::uint32_t>((&memory.ended[0][0])[i]); });
}

}  // namespace RC_ISA
}  // namespace racecast
