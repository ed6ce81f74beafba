// Watches quantities of paths for one instruction set; compiled once for each, as cpu_isa.cpp is, and
// under the same rule: no template of the standard library.
#include "kernels/engine/quantities_isa.hpp"

#include "kernels/engine/lane_warp.hpp"
#include "kernels/model/investment.hpp"

namespace racecast {
inline namespace RC_ISA {
namespace {

#if RC_WIDTH > 1
using F = FloatLanes;
#else
using F = float;
#endif
constexpr int width = Lanes<F>::width;
constexpr int groups = warp_paths / width;

/// Sees the months of up to 32 paths of one draw. `to` is [quantity][path] of these paths.
class Watcher {
 public:
  Watcher(const Forecast& forecast, const QuantityPlan& plan, int paths, float* to)
      : forecast_(forecast), plan_(plan), paths_(paths), to_(to) {
    for (int& next : next_) next = 0;
  }

  void operator()(int month, int lane, const PathState<F>& path, const WarpMemory& memory) {
    const int group = lane / width;
    F(&sums)[max_quantity_sums] = sums_[group];
    for (int i = 0; i < plan_.sums; ++i)
      sums[i] = month == 0 ? splat<F>(0.0f)
                           : sums[i] + added(plan_.sum[i], month, lane, path, memory);
    for (; next_[group] < plan_.marks && plan_.mark[next_[group]].month == month; ++next_[group])
      note(plan_.mark[next_[group]], lane, memory);
  }

 private:
  F added(const QuantitySum& sum, int month, int lane, const PathState<F>& path,
          const WarpMemory& memory) {
    switch (sum.kind) {
      case Quantity::Kind::spending:
        return spending(sum, lane, path.nation[sum.nation], memory) * month_length;
      case Quantity::Kind::imports:
        return load_real<F>(&memory.levels.imported[sum.nation][lane]);
      default:
        return supplied(month, lane, path, memory);
    }
  }

  F spending(const QuantitySum& sum, int lane, const NationState<F>& own,
             const WarpMemory& memory) const {
    F money = splat<F>(0.0f);
    for (std::uint32_t left = sum.channels; left != 0; left &= left - 1) {
      const int k = lowest_bit(left);
      const F log_spend = load_real<F>(&memory.levels.log_spend[sum.nation][k][lane]);
      money = money + channel_spend(own, memory.draw.given.nation[sum.nation].channel[k], log_spend);
    }
    return money;
  }

  /// Of the world's supply, what leaves a construction as long as that of the US.
  F supplied(int month, int lane, const PathState<F>& path, const WarpMemory& memory) {
    const NationRates& rates = memory.draw.nation[us];
    F(&stage)[stages] = building_[lane / width];
    const int place = month % tile_months;
    const F made = market_of(memory.draw, memory.tile.world, place, path.world).supply;
    if (month == 1)
      for (int i = 0; i < stages; ++i) stage[i] = made * (rates.stage_fill[i] * 12.0f);
    return flow_through(stage, rates.outflow, splat<F>(1.0f), made);
  }

  void note(const QuantityMark& mark, int lane, const WarpMemory& memory) {
    const Quantity& quantity = plan_.quantity[mark.quantity];
    const bool is_level = quantity.kind == Quantity::Kind::level;
    const F now = is_level
                      ? load_real<F>(&memory.levels.value[quantity.nation][quantity.metric][lane])
                      : sums_[lane / width][plan_.sum_of[mark.quantity]];
    float* row = to_ + mark.quantity * forecast_.paths_per_draw + lane;
    const int lanes = paths_ - lane < width ? paths_ - lane : width;
    alignas(64) float numbers[width] = {};
    if (!mark.begins && !is_level)  // the row holds the sum at the beginning
      for (int i = 0; i < lanes; ++i) numbers[i] = row[i];
    const F since = now - load_real<F>(numbers);
    store(numbers, mark.begins ? now : log(larger(since, splat<F>(1e-30f))));
    for (int i = 0; i < lanes; ++i) row[i] = numbers[i];
  }

  const Forecast& forecast_;
  const QuantityPlan& plan_;
  int paths_;
  float* to_;
  int next_[groups];
  F sums_[groups][max_quantity_sums];
  F building_[groups][stages];
};

}  // namespace

void observe_draws(const Forecast& forecast, const QuantityPlan& plan, std::uint64_t first,
                   std::uint64_t draws, float* logs) {
  LaneWarp<F> warp;
  WarpMemory memory;
  const std::uint64_t paths_per_draw = static_cast<std::uint64_t>(forecast.paths_per_draw);
  for (std::uint64_t i = 0; i < draws; ++i) {
    const std::uint64_t draw = first + i;
    float* row = logs + i * static_cast<std::uint64_t>(plan.quantities) * paths_per_draw;
    sample_draw(warp, forecast, draw, memory.draw);
    for (int offset = 0; offset < forecast.paths_per_draw; offset += warp_paths) {
      const int left = forecast.paths_per_draw - offset;
      const int paths = left < warp_paths ? left : warp_paths;
      Watcher watcher(forecast, plan, paths, row + offset);
      run_paths(warp, forecast, draw * paths_per_draw + static_cast<std::uint64_t>(offset), paths,
                memory, watcher);
    }
  }
}

}  // namespace RC_ISA
}  // namespace racecast
