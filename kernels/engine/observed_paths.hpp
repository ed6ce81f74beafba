// All paths of a draw, advanced month by month together, with what is observed of each: where paths
// are compared with history on their way, and the likely ones go on in place of the others.
#pragma once

#include "kernels/engine/lane_warp.hpp"
#include "kernels/engine/observables_isa.hpp"
#include "kernels/model/investment.hpp"

namespace racecast {
inline namespace RC_ISA {

/// The sums of a group of lanes from which observables follow.
template <class F>
struct Accumulators {
  F sum[max_observable_sums];
  F building[stages];  ///< of the world's supply
};

/// Thirty-two paths of a draw.
template <class F>
struct PathBlock {
  static constexpr int width = Lanes<F>::width;
  static constexpr int groups = warp_paths / width;
  PathState<F> path[groups];
  Accumulators<F> accumulators[groups];
  PathStream<F> random[groups];
  MetricBuffer levels;
  ArrivalCodes arrivals;
};

/// The paths of one draw after another, in memory of the caller.
template <class F>
class ObservedPaths {
 public:
  using Block = PathBlock<F>;
  static constexpr int width = Block::width;

  /// `block`: paths_per_draw / 32 of them.
  ObservedPaths(const Forecast& forecast, const ObservationPlan& plan, Block* block)
      : forecast_(forecast),
        plan_(plan),
        source_(forecast),
        block_(block),
        blocks_((forecast.paths_per_draw + warp_paths - 1) / warp_paths) {}

  int paths() const { return forecast_.paths_per_draw; }

  /// Month 0 of a draw. `rows` is [observable][path].
  void start(std::uint64_t draw, float* rows) {
    rows_ = rows;
    time_ = 0;
    sample_draw(warp_, forecast_, draw, memory_.draw);
    fill_tile(warp_, forecast_, 0, memory_);
    const std::uint64_t first = draw * static_cast<std::uint64_t>(forecast_.paths_per_draw);
    for (int b = 0; b < blocks_; ++b)
      start_block(b, first + static_cast<std::uint64_t>(b * warp_paths));
    record_observables(0);
  }

  /// Months in their order, from 1 on.
  void step_month(int month) {
    const int place = month % tile_months;
    if (place == 0) fill_tile(warp_, forecast_, month, memory_);
    for (int b = 0; b < blocks_; ++b)
      for (int group = 0; group < Block::groups; ++group) {
        Block& block = block_[b];
        const int lane = group * width;
        PathState<F>& path = block.path[group];
        const auto& numbers = source_.month(block.random[group], month);
        step<F>({forecast_, memory_.draw, memory_.tile, place, month, numbers, block.levels, lane},
                path);
        follow_thresholds(forecast_, memory_.draw, all_thresholds(forecast_), month, lane,
                          block.levels, path, block.arrivals);
        for (int i = 0; i < plan_.sums; ++i)
          block.accumulators[group].sum[i] = block.accumulators[group].sum[i] +
                                             added(plan_.sum[i], month, place, lane, block, group);
      }
    record_observables(month);
  }

  /// Path `place` becomes a copy of path ancestor[place], with random numbers of its own. `spare`
  /// has a place for each path.
  void resample(const std::int32_t* ancestor, float* spare) {
    for (int field = 0; field < fields<PathState<F>>(); ++field)
      move(ancestor, spare, [&](int path) {
        return lanes_of(block_[path / warp_paths].path[group_of(path)], field, path);
      });
    for (int field = 0; field < fields<Accumulators<F>>(); ++field)
      move(ancestor, spare, [&](int path) {
        return lanes_of(block_[path / warp_paths].accumulators[group_of(path)], field, path);
      });
    move_rows<MetricBuffer>(ancestor, spare, [&](Block& block) { return &block.levels; });
    move_rows<ArrivalCodes>(ancestor, spare, [&](Block& block) { return &block.arrivals; });
    for (int q = 0; q < plan_.observables; ++q)
      move(ancestor, spare,
           [&](int path) { return reinterpret_cast<char*>(rows_ + q * paths() + path); });
  }

 private:
  template <class State>
  static constexpr int fields() {
    static_assert(sizeof(State) % sizeof(F) == 0);
    return static_cast<int>(sizeof(State) / sizeof(F));
  }
  static int group_of(int path) { return path % warp_paths / width; }
  /// A lane of a vector of a state.
  template <class State>
  static char* lanes_of(State& state, int field, int path) {
    return reinterpret_cast<char*>(&state) + (field * width + path % width) * 4;
  }

  template <class Place>
  void move(const std::int32_t* ancestor, float* spare, const Place& place) {
    for (int path = 0; path < paths(); ++path) __builtin_memcpy(spare + path, place(path), 4);
    for (int path = 0; path < paths(); ++path)
      __builtin_memcpy(place(path), spare + ancestor[path], 4);
  }
  /// Of a struct that has rows of 32 lanes and nothing else.
  template <class Rows, class Part>
  void move_rows(const std::int32_t* ancestor, float* spare, const Part& part) {
    constexpr int row = 4 * warp_paths;
    static_assert(sizeof(Rows) % row == 0);
    for (int i = 0; i < static_cast<int>(sizeof(Rows)) / row; ++i)
      move(ancestor, spare, [&](int path) {
        return reinterpret_cast<char*>(part(block_[path / warp_paths])) + i * row +
               path % warp_paths * 4;
      });
  }

  void start_block(int b, std::uint64_t first_trajectory) {
    Block& block = block_[b];
    const std::uint32_t low = static_cast<std::uint32_t>(first_trajectory);
    const std::uint32_t high = static_cast<std::uint32_t>(first_trajectory >> 32);
    __builtin_memset(&block.arrivals, 0, sizeof(block.arrivals));
    for (int group = 0; group < Block::groups; ++group) {
      const int lane = group * width;
      block.random[group] = PathStream<F>(as_word(lane_numbers<F>(lane)) + low, high,
                                          forecast_.seed, forecast_.replicate);
      block.path[group] =
          start_of_path<F>(forecast_, memory_.draw, memory_.tile, lane, block.levels);
      follow_thresholds(forecast_, memory_.draw, all_thresholds(forecast_), 0, lane, block.levels,
                        block.path[group], block.arrivals);
      for (F& sum : block.accumulators[group].sum) sum = splat<F>(0.0f);
      for (F& stage : block.accumulators[group].building) stage = splat<F>(0.0f);
    }
  }

  F added(const ObservableSum& sum, int month, int place, int lane, Block& block, int group) {
    switch (sum.kind) {
      case Observable::Kind::spending:
        return spending(sum, lane, block.path[group].nation[sum.nation], block.levels) *
               month_length;
      case Observable::Kind::imports:
        return load_real<F>(&block.levels.imported[sum.nation][lane]);
      default:
        return supplied(month, place, block.path[group], block.accumulators[group].building);
    }
  }

  F spending(const ObservableSum& sum, int lane, const NationState<F>& own,
             const MetricBuffer& levels) const {
    F money = splat<F>(0.0f);
    for (std::uint32_t left = sum.channels; left != 0; left &= left - 1) {
      const int k = lowest_bit(left);
      const F log_spend = load_real<F>(&levels.log_spend[sum.nation][k][lane]);
      money = money +
              channel_spend(own, memory_.draw.parameters.nation[sum.nation].channel[k], log_spend);
    }
    return money;
  }

  /// Of the world's supply, what leaves a construction as long as that of the US.
  F supplied(int month, int place, const PathState<F>& path, F (&stage)[stages]) const {
    const NationCoefficients& coefficients = memory_.draw.nation[us];
    const F made = market_of(memory_.draw, memory_.tile.world, place, path.world).supply;
    if (month == 1)
      for (int i = 0; i < stages; ++i) stage[i] = made * (coefficients.stage_fill[i] * 12.0f);
    return flow_through(stage, coefficients.outflow, splat<F>(1.0f), made);
  }

  void record_observables(int month) {
    for (; time_ < plan_.times && plan_.time[time_].month == month; ++time_)
      for (int b = 0; b < blocks_; ++b)
        for (int group = 0; group < Block::groups; ++group)
          note(plan_.time[time_], block_[b], group, b * warp_paths + group * width);
  }

  void note(const ObservationTime& time, const Block& block, int group, int first_path) {
    const Observable& observable = plan_.observable[time.observable];
    const bool is_level = observable.kind == Observable::Kind::level;
    const F now =
        is_level
            ? load_real<F>(&block.levels.value[observable.nation][observable.metric][group * width])
            : block.accumulators[group].sum[plan_.sum_of[time.observable]];
    float* row = rows_ + time.observable * paths() + first_path;
    const int lanes = paths() - first_path < width ? paths() - first_path : width;
    alignas(64) float numbers[width] = {};
    if (!time.begins && !is_level)  // the row holds the sum at the beginning
      for (int i = 0; i < lanes; ++i) numbers[i] = row[i];
    const F since = now - load_real<F>(numbers);
    store(numbers, time.begins ? now : log(larger(since, splat<F>(1e-30f))));
    for (int i = 0; i < lanes; ++i) row[i] = numbers[i];
  }

  const Forecast& forecast_;
  const ObservationPlan& plan_;
  LaneWarp<F> warp_;
  NumberSource<F> source_;
  WarpMemory memory_;
  Block* block_;
  int blocks_;
  int time_ = 0;
  float* rows_ = nullptr;
};

}  // namespace RC_ISA
}  // namespace racecast
