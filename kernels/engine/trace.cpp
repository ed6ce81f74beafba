#include "kernels/engine/trace.hpp"

#include <cstddef>
#include <initializer_list>
#include <iterator>

#include "kernels/engine/engine.hpp"
#include "kernels/engine/lane_warp.hpp"

namespace racecast {
namespace {

using World = GlobalState<float>;
using Nation = NationState<float>;

/// A column and where its number stands in the state, counted in floats.
struct StateRow {
  TraceColumn column;
  std::size_t place;
};

#define RC_PLACE(State, member) offsetof(State, member) / sizeof(float)
// A column with the name of its member.
#define RC_STATE(State, member, unit, what) \
  { {"", #member, unit, what}, RC_PLACE(State, member) }

constexpr StateRow world_rows[] = {
    RC_STATE(World, sentiment, "sd", "World AI sentiment (eq. 1.1)"),
    RC_STATE(World, price_noise, "ln", "Price-performance off its trend (eq. 2.1)"),
    RC_STATE(World, energy_noise, "ln", "Energy efficiency off its trend (eq. 2.2)"),
    RC_STATE(World, supply_noise, "ln", "World supply off its trend (eq. 2.3)"),
    RC_STATE(World, regime, "regime", "Export controls: 0 open, 1 partial, 2 closed (eq. 2.11)"),
    RC_STATE(World, closed_months, "month", "Months with closed controls less the others"),
    RC_STATE(World, supply_shock, "1", "Shock to leading-edge supply, 1 at its onset (eq. 2.12)"),
    RC_STATE(World, escalated, "1", "1 during an escalation (eq. 7.1)"),
    RC_STATE(World, proximity, "1", "Nearness of the primary threshold (eq. 7.2)"),
};
static_assert(std::size(world_rows) * sizeof(float) == sizeof(World), "a state has no column");

constexpr StateRow nation_rows[] = {
    RC_STATE(Nation, perceived, "ln", "Lead of the rival as perceived (eq. 12.1)"),
    RC_STATE(Nation, bust_depth, "ln", "Depth of the bust; 0 without one (eq. 1.11)"),
    RC_STATE(Nation, bust_loss, "ln", "Loss of spending to busts (eq. 1.11)"),
    RC_STATE(Nation, surge, "ln", "Surge of state spending (eq. 1.12)"),
    {{"", "backlog_market", "USD_bn", "Unspent accelerator money, market pool (eq. 2.9)"},
     RC_PLACE(Nation, backlog[0])},
    {{"", "backlog_state", "USD_bn", "Unspent accelerator money, state pool (eq. 2.9)"},
     RC_PLACE(Nation, backlog[1])},
    RC_STATE(Nation, orders, "USD_bn", "Accelerator orders of the month (eq. 2.4)"),
    RC_STATE(Nation, wafers, "x start", "Domestic wafer capacity (eq. 2.7)"),
#define RC_STAGES(member, unit, what)                                                 \
  {{"", #member "_market_1", unit, what ", market pool, first stage (eq. 3.1)"},      \
   RC_PLACE(Nation, member[0][0])},                                                   \
      {{"", #member "_market_2", unit, what ", market pool, second stage (eq. 3.1)"}, \
       RC_PLACE(Nation, member[0][1])},                                               \
      {{"", #member "_market_3", unit, what ", market pool, third stage (eq. 3.1)"},  \
       RC_PLACE(Nation, member[0][2])},                                               \
      {{"", #member "_state_1", unit, what ", state pool, first stage (eq. 3.1)"},    \
       RC_PLACE(Nation, member[1][0])},                                               \
      {{"", #member "_state_2", unit, what ", state pool, second stage (eq. 3.1)"},   \
       RC_PLACE(Nation, member[1][1])},                                               \
  {                                                                                   \
    {"", #member "_state_3", unit, what ", state pool, third stage (eq. 3.1)"},       \
        RC_PLACE(Nation, member[1][2])                                                \
  }
    RC_STAGES(building, "H100e", "Compute under construction"),
    RC_STAGES(building_power, "GW", "Power of what is under construction"),
#undef RC_STAGES
    RC_STATE(Nation, hidden_share, "1", "Hidden share of the state pool's pipeline (eq. 6.1)"),
    {{"", "installed_market", "H100e", "Visible compute of the market pool (eq. 3.3)"},
     RC_PLACE(Nation, installed[0])},
    {{"", "installed_state", "H100e", "Visible compute of the state pool (eq. 3.3)"},
     RC_PLACE(Nation, installed[1])},
    RC_STATE(Nation, power, "GW", "Power that visible compute demands (eq. 4.3)"),
    RC_STATE(Nation, reserve, "H100e", "Hidden reserve (eq. 6.1)"),
    RC_STATE(Nation, reserve_power, "GW", "Power that the reserve would demand (eq. 6.1)"),
    RC_STATE(Nation, power_noise, "ln", "Available power off its trend (eq. 4.1)"),
    RC_STATE(Nation, grid_stress, "1", "Grid stress, 1 at its onset (eq. 4.4)"),
    RC_STATE(Nation, headroom, "1", "Available power over demanded power (eq. 4.3)"),
    RC_STATE(Nation, energised, "1", "Share of installed compute with power (eq. 4.3)"),
    {{"", "odds_noise_market", "ln odds", "Utilisation of the market pool off its mean (eq. 5.1)"},
     RC_PLACE(Nation, odds_noise[0])},
    {{"", "odds_noise_state", "ln odds", "Utilisation of the state pool off its mean (eq. 5.2)"},
     RC_PLACE(Nation, odds_noise[1])},
    RC_STATE(Nation, mobilised, "1", "How far an escalation has mobilised the nation (eq. 6.3)"),
    RC_STATE(Nation, algorithms, "ln", "Algorithmic efficiency (eq. 8.2)"),
    RC_STATE(Nation, breakthrough, "ln", "Breakthrough of the month, 0 without one (eq. 8.3)"),
    RC_STATE(Nation, share_odds, "ln odds", "Share of the largest training run (eq. 9.1)"),
    RC_STATE(Nation, used_in_window, "H100e",
             "Used compute as a training run has seen it (eq. 10.3)"),
};
static_assert(std::size(nation_rows) * sizeof(float) == sizeof(Nation), "a state has no column");
#undef RC_STATE
#undef RC_PLACE

std::vector<TraceColumn> all_state_columns() {
  std::vector<TraceColumn> all;
  for (const StateRow& row : world_rows) all.push_back(row.column);
  for (const char* nation : nation_names)
    for (const StateRow& row : nation_rows) {
      all.push_back(row.column);
      all.back().nation = nation;
    }
  return all;
}

void put_states(const PathState<float>& path, std::vector<float>& to) {
  const auto put = [&](const StateRow& row, const auto& state) {
    to.push_back(reinterpret_cast<const float*>(&state)[row.place]);
  };
  for (const StateRow& row : world_rows) put(row, path.world);
  for (const Nation& nation : path.nation)
    for (const StateRow& row : nation_rows) put(row, nation);
}

constexpr int numbers_of_block = 4;

std::vector<TraceColumn> all_number_columns() {
  std::vector<TraceColumn> all;
  const auto put = [&](const char* nation, std::initializer_list<const char*> names,
                       VariateLayout layout, const char* meaning) {
    int i = 0;
    for (const char* name : names)
      all.push_back(
          {nation, name, i++ < static_cast<int>(layout) ? "standard normal" : "uniform", meaning});
  };
#define RC_BLOCK(name, stream, block, layout, meaning)                                          \
  put("", {"world_" #name "_1", "world_" #name "_2", "world_" #name "_3", "world_" #name "_4"}, \
      VariateLayout::layout, meaning);
  RC_WORLD_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
  for (const char* nation : nation_names) {
#define RC_BLOCK(name, stream, block, layout, meaning) \
  put(nation, {#name "_1", #name "_2", #name "_3", #name "_4"}, VariateLayout::layout, meaning);
    RC_NATION_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
    static_assert(max_channels == 8);
    put(nation,
        {"channel_1", "channel_2", "channel_3", "channel_4", "channel_5", "channel_6", "channel_7",
         "channel_8"},
        VariateLayout{max_channels}, "spending of the channel, in the order of the config");
  }
  return all;
}

void put_numbers(const NumbersOnDemand<float>& month, std::vector<float>& to) {
  const auto put = [&](const Numbers<float>& numbers) {
    for (int i = 0; i < numbers_of_block; ++i) to.push_back(numbers[i]);
  };
  for (int block = 0; block < world_blocks; ++block)
    put(month.world(static_cast<WorldBlock>(block)));
  for (int nation = 0; nation < nation_count; ++nation) {
    for (int block = 0; block < nation_blocks; ++block)
      put(month.nation(nation, static_cast<NationBlock>(block)));
    for (int block = 0; block < channel_blocks; ++block) put(month.channels(nation, block));
  }
}

void put_arrivals(const Forecast& forecast, const ArrivalCodes& arrivals, int lane, Trace& to) {
  const int never = layout_of(forecast).never();
  for (int i = 0; i < forecast.threshold_count; ++i) {
    const Arrival arrival = arrival_of(arrivals, i, lane, never);
    to.arrivals.push_back(arrival.us_month);
    to.arrivals.push_back(arrival.cn_month);
    to.patterns.push_back(arrival.events);
    to.outcomes.push_back(arrival.outcome);
  }
}

}  // namespace

std::span<const TraceColumn> state_columns() {
  static const std::vector<TraceColumn> columns = all_state_columns();
  return columns;
}

std::span<const TraceColumn> number_columns() {
  static const std::vector<TraceColumn> columns = all_number_columns();
  return columns;
}

float Trace::metric(int month, int nation, int metric) const {
  return metrics[static_cast<std::size_t>((month * nation_count + nation) * metric_count + metric)];
}

Trace trace(const Forecast& forecast, std::uint64_t trajectory) {
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  const int lane = static_cast<int>(trajectory % paths % warp_paths);
  Trace seen;
  seen.trajectory = trajectory;
  seen.months = forecast.horizon + 1;
  LaneWarp<float> warp;
  WarpMemory memory;
  sample_draw(warp, forecast, trajectory / paths, memory.draw);
  const auto* given = reinterpret_cast<const float*>(&memory.draw.parameters);
  seen.given.assign(given, given + parameter_slots);
  seen.numbers.resize(number_columns().size());
  const std::uint64_t first = trajectory - static_cast<std::uint64_t>(lane);
  const PathStream<float> random(static_cast<std::uint32_t>(trajectory),
                                 static_cast<std::uint32_t>(trajectory >> 32), forecast.seed,
                                 forecast.replicate);
  NumberSource<float> source(forecast);
  run_paths(warp, forecast, first, lane + 1, memory,
            [&](int month, int of, const PathState<float>& path, const WarpMemory& now) {
              if (of != lane) return;
              for (int nation = 0; nation < nation_count; ++nation)
                for (int metric = 0; metric < metric_count; ++metric)
                  seen.metrics.push_back(now.levels.value[nation][metric][lane]);
              put_states(path, seen.states);
              seen.events.push_back(event_bits<float>(now.draw, path, month) >> event_shift);
              if (month > 0) put_numbers(source.month(random, month), seen.numbers);
            });
  put_arrivals(forecast, memory.arrivals, lane, seen);
  return seen;
}

}  // namespace racecast
