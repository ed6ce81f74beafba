// The parts of an observation that are compiled like the kernels.
#include <algorithm>
#include <stdexcept>

#include "kernels/engine/lane_warp.hpp"
#include "kernels/engine/trace.hpp"
#include "kernels/model/investment.hpp"
#include "verification/processes/observe.hpp"
#include "verification/processes/state_paths.hpp"

namespace racecast::verification {
namespace {

using F = EngineLanes;
constexpr int width = Lanes<F>::width;
constexpr int groups = warp_paths / width;

/// Runs the first `paths` of each of the draws [first, last), up to 32 at once: `see(draw, offset,
/// paths, memory, run)` has run(visit) run them.
template <class See>
void run_draws(const Forecast& forecast, std::uint64_t first, std::uint64_t last, int paths,
               const See& see) {
  LaneWarp<F> warp;
  WarpMemory memory;
  for (std::uint64_t draw = first; draw < last; ++draw) {
    sample_draw(warp, forecast, draw, memory.draw);
    for (int offset = 0; offset < paths; offset += warp_paths) {
      const int some = std::min(paths - offset, warp_paths);
      const std::uint64_t trajectory = draw * static_cast<std::uint64_t>(forecast.paths_per_draw) +
                                       static_cast<std::uint64_t>(offset);
      see(draw, offset, some, memory,
          [&](auto&& visit) { run_paths(warp, forecast, trajectory, some, memory, visit); });
    }
  }
}

/// Spreads every bit of a word over 64 (the finaliser of SplitMix64).
std::uint64_t spread(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ull;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBull;
  return word ^ (word >> 31);
}

/// Sees the months of up to 32 paths of one draw, the first of which has the place `offset` in it.
class Observer {
 public:
  Observer(const ObservationRequest& request, const WarpMemory& memory, std::uint64_t draw,
           int offset, int paths, Observation& seen)
      : request_(request),
        memory_(memory),
        seen_(seen),
        draw_(draw),
        offset_(offset),
        paths_(paths) {
    for (auto& group : word_)
      for (auto& nation : group)
        for (Lanes<F>::Word& word : nation) word = as_word(splat_int<F>(as_int(0x811C9DC5u)));
  }

  void operator()(int month, int lane, const PathState<F>& path, const WarpMemory&) {
    const int group = lane / width;
    for (int nation = 0; nation < nation_count; ++nation)
      for (int metric = 0; metric < metric_count; ++metric) {
        Lanes<F>::Word& word = word_[group][nation][metric];
        word = (word ^ bits(level(nation, metric, lane))) * 0x9E3779B1u;
        word = word ^ (word >> 15);
      }
    for (std::size_t place = 0; place < request_.months.size(); ++place)
      if (request_.months[place] == month) keep_levels(static_cast<int>(place), lane);
    if (month > 0 && month <= request_.years * months_per_year) add_money(lane, month - 1, path);
  }

  /// What is known when all months are over.
  void finish(const Forecast& forecast) {
    for (int nation = 0; nation < nation_count; ++nation) {
      for (int i = 0; i < forecast.threshold_count; ++i) {
        const auto to = seen_.arrivals(draw_, i, nation);
        for (int lane = 0; lane < paths_; ++lane)
          to[place_of(lane)] = static_cast<std::int16_t>(
              arrival_month(memory_.arrivals.code[i][nation][lane], seen_.never));
      }
      for (int metric = 0; metric < metric_count; ++metric)
        seen_.fingerprint(draw_, nation, metric)[0] += fingerprint(nation, metric);
    }
  }

 private:
  F level(int nation, int metric, int lane) const {
    return load_real<F>(&memory_.levels.value[nation][metric][lane]);
  }

  std::size_t place_of(int lane) const { return static_cast<std::size_t>(offset_ + lane); }

  void copy(F value, int lane, std::span<float> to) const {
    float numbers[width];
    store(numbers, value);
    for (int i = 0; i < width && lane + i < paths_; ++i) to[place_of(lane + i)] = numbers[i];
  }

  void keep_levels(int place, int lane) {
    for (int nation = 0; nation < nation_count; ++nation)
      for (int metric = 0; metric < metric_count; ++metric) {
        // A metric may be exactly 0 where a config leaves a process out.
        const F positive = larger(level(nation, metric, lane), splat<F>(1e-30f));
        copy(log(positive), lane, seen_.log_levels(draw_, place, nation, metric));
      }
  }

  /// Spending of the requested channels of the US, USD_bn a year.
  F channels(int lane, const NationState<F>& own) const {
    F sum = splat<F>(0.0f);
    for (const int k : request_.us_channels) {
      const F log_spend = load_real<F>(&memory_.levels.log_spend[us][k][lane]);
      sum = sum + channel_spend(own, memory_.draw.parameters.nation[us].channel[k], log_spend);
    }
    return sum;
  }

  void add_money(int lane, int months_before, const PathState<F>& path) {
    const int year = months_before / months_per_year, month = months_before % months_per_year;
    const F rate[money_count] = {level(us, metric_investment, lane),
                                 level(cn, metric_investment, lane),
                                 channels(lane, path.nation[us])};
    for (int row = 0; row < money_count; ++row) {
      F& sum = money_[lane / width][row];
      sum = (month == 0 ? splat<F>(0.0f) : sum) + rate[row] * month_length;
      if (month == months_per_year - 1) copy(sum, lane, seen_.money(draw_, year, row));
    }
  }

  std::uint64_t fingerprint(int nation, int metric) const {
    std::uint64_t sum = 0;
    for (int lane = 0; lane < paths_; ++lane) {
      std::int32_t words[width];
      store(words, as_int(word_[lane / width][nation][metric]));
      const auto word = static_cast<std::uint32_t>(words[lane % width]);
      sum += spread(std::uint64_t{word} << 32 | static_cast<std::uint64_t>(offset_ + lane));
    }
    return sum;
  }

  const ObservationRequest& request_;
  const WarpMemory& memory_;
  Observation& seen_;
  std::uint64_t draw_;
  int offset_, paths_;
  Lanes<F>::Word word_[groups][nation_count][metric_count];
  F money_[groups][money_count];
};

/// The floats of a column in the lanes from `lane` on.
struct ColumnPlace {
  std::size_t state = 0;  ///< counted in numbers of a path's state
  int nation = 0, channel = -1;

  F operator()(int lane, const PathState<F>& path, const WarpMemory& memory) const {
    if (channel >= 0) return load_real<F>(&memory.levels.log_spend[nation][channel][lane]);
    return reinterpret_cast<const F*>(&path)[state];
  }
};
// The columns of a trace are the numbers of a state, in their order.
static_assert(sizeof(PathState<F>::world) * sizeof(float) ==
              sizeof(GlobalState<float>) * sizeof(F));
static_assert(sizeof(NationState<F>) * sizeof(float) == sizeof(NationState<float>) * sizeof(F));

ColumnPlace place_of(const std::string& column) {
  for (int nation = 0; nation < nation_count; ++nation)
    for (int channel = 0; channel < max_channels; ++channel)
      if (column == std::string(nation_names[nation]) + ".log_spend_" + std::to_string(channel + 1))
        return {0, nation, channel};
  const std::span<const TraceColumn> states = state_columns();
  for (std::size_t i = 0; i < states.size(); ++i)
    if (column == std::string(states[i].nation) + '.' + states[i].name) return {i};
  throw std::invalid_argument("paths have no column " + column);
}

}  // namespace

void observe_draws(const Forecast& forecast, const ObservationRequest& request, std::uint64_t first,
                   std::uint64_t last, Observation& seen) {
  run_draws(forecast, first, last, seen.paths,
            [&](std::uint64_t draw, int offset, int paths, const WarpMemory& memory, auto&& run) {
              Observer observer(request, memory, draw, offset, paths, seen);
              run(observer);
              observer.finish(forecast);
            });
}

StatePaths run_state_paths(const Forecast& forecast, std::span<const std::string> columns,
                           std::uint64_t first, std::uint64_t draws) {
  // Whole warps only: a closed form needs no other number of paths.
  const int paths = forecast.paths_per_draw / warp_paths * warp_paths;
  std::vector<ColumnPlace> places;
  for (const std::string& column : columns) places.push_back(place_of(column));
  StatePaths to;
  to.months = static_cast<std::size_t>(forecast.horizon) + 1;
  to.paths = draws * static_cast<std::size_t>(paths);
  to.value.resize(columns.size() * to.months * to.paths);
  float* warp_begin = to.value.data();
  run_draws(forecast, first, first + draws, paths,
            [&](std::uint64_t, int, int, const WarpMemory&, auto&& run) {
              run([&](int month, int lane, const PathState<F>& path, const WarpMemory& now) {
                for (std::size_t i = 0; i < places.size(); ++i) {
                  const std::size_t row = i * to.months + static_cast<std::size_t>(month);
                  float numbers[width];
                  store(numbers, places[i](lane, path, now));
                  std::copy_n(numbers, width, warp_begin + row * to.paths + lane);
                }
              });
              warp_begin += warp_paths;
            });
  return to;
}

}  // namespace racecast::verification
