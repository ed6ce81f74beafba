#include "host/bench/bench.hpp"

#include <fmt/chrono.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <stdexcept>

#include "host/error.hpp"

namespace racecast {
namespace {

// Parts of the budget; growing work has what is left.
constexpr double share_of_sizes = 0.3, share_of_threads = 0.15;
constexpr std::size_t rounds = 5;
constexpr int process_starts = 5;

std::vector<std::uint64_t> draws_of(const std::vector<std::uint64_t>& trajectories, int paths) {
  std::vector<std::uint64_t> draws;
  for (const std::uint64_t each : trajectories)
    draws.push_back(std::max<std::uint64_t>(1, each / static_cast<std::uint64_t>(paths)));
  std::sort(draws.begin(), draws.end());
  draws.erase(std::unique(draws.begin(), draws.end()), draws.end());
  return draws;
}

/// The stages, in the order in which they run.
class Bench {
 public:
  Bench(const Config& config, Engine& engine, const BenchPlan& plan, const BenchTools& tools)
      : forecast_(config.forecast),
        engine_(engine),
        plan_(plan),
        tools_(tools),
        counts_(static_cast<std::size_t>(layout_of(forecast_).size())) {
    report_.date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    report_.config_name = config.name;
    report_.config_path = config.path;
    report_.horizon = config.forecast.horizon;
    report_.thresholds = config.forecast.threshold_count;
    report_.paths_per_draw = config.forecast.paths_per_draw;
    report_.seed = config.forecast.seed;
    report_.device = engine.device();
    report_.budget = plan.budget;
    if (on_cpu()) {
      report_.threads = plan.cpu.threads;
      report_.instruction_set = isa_name(static_cast<CpuIsa>(plan.cpu.isa));
    }
  }

  BenchReport run(const FirstResult& first) {
    report_.first = first;
    measure_first();
    measure_sizes();
    if (on_cpu()) measure_threads();
    measure_growth();
    report_.seconds = seconds_since(start_);
    return report_;
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool on_cpu() const { return report_.device.kind == "cpu"; }
  static double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  }

  /// Seconds that an engine takes for draws [0, draws). Throws Error(interrupted), and
  /// Error(runtime) where the device fails.
  double timed(Engine& engine, std::uint64_t draws) {
    try {
      const Clock::time_point start = Clock::now();
      const bool complete = engine.run(forecast_, {0, draws}, counts_, {tools_.stop, {}}) == draws;
      if (complete) return seconds_since(start);
    } catch (const std::runtime_error& failure) {
      throw Error(ErrorKind::runtime,
                  fmt::format("the device failed ({}); try --device cpu, or see "
                              "`racecast devices`",
                              failure.what()));
    }
    throw Error(ErrorKind::interrupted, "interrupted; nothing was reported");
  }

  std::uint64_t trajectories(std::uint64_t draws) const {
    return draws * static_cast<std::uint64_t>(report_.paths_per_draw);
  }
  Spread rates(const SizeTimes& times) const {
    std::vector<double> rates;
    for (const double seconds : times.seconds)
      rates.push_back(static_cast<double>(trajectories(times.draws)) * report_.horizon / seconds);
    return spread_of(std::move(rates));
  }
  std::vector<std::uint64_t> trajectories(std::vector<std::uint64_t> draws) const {
    for (std::uint64_t& each : draws) each = trajectories(each);
    return draws;
  }
  /// Draws that take about so long, in whole chunks for every thread.
  std::uint64_t draws_for(double seconds) const {
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(draws_per_second_ * seconds));
  }

  void measure_first() {
    tools_.begins("time to the first result");
    const std::vector<std::uint64_t> sizes = draws_of(plan_.trajectories, report_.paths_per_draw);
    report_.first.run = timed(engine_, sizes.front());
    if (const std::vector<double> starts = time_process_start(process_starts); !starts.empty())
      report_.first.process_start = spread_of(starts).median;
  }

  void measure_sizes() {
    tools_.begins("speed over a few sizes");
    const MeasuredSizes sizes = time_sizes(
        draws_of(plan_.trajectories, report_.paths_per_draw), share_of_sizes * plan_.budget,
        [&](std::uint64_t draws) { return timed(engine_, draws); });
    for (const SizeTimes& times : sizes.measured) {
      report_.sizes.push_back({trajectories(times.draws), spread_of(times.seconds), rates(times)});
      draws_per_second_ = static_cast<double>(times.draws) / report_.sizes.back().seconds.median;
    }
    report_.sizes_left_out = trajectories(sizes.left_out);
  }

  void measure_threads() {
    tools_.begins("scaling with threads");
    const std::vector<int> ladder = thread_ladder(report_.threads);
    double turns = 0;  // of all threads, that one round takes
    std::map<int, std::unique_ptr<Engine>> engines;
    for (const int threads : ladder) {
      turns += static_cast<double>(report_.threads) / threads;
      engines[threads] = tools_.make_engine(threads);
    }
    const double round = share_of_threads * plan_.budget / static_cast<double>(rounds);
    const std::vector<ThreadTimes> times = time_threads(
        ladder, draws_for(round / turns), rounds,
        [&](int threads, std::uint64_t draws) { return timed(*engines[threads], draws); });
    for (const ThreadTimes& each : times) {
      std::vector<double> speed_ups;
      for (std::size_t i = 0; i < rounds; ++i)
        speed_ups.push_back(times.front().seconds[i] / each.seconds[i]);
      report_.thread_rows.push_back(
          {each.threads, rates({draws_for(round / turns), each.seconds}), spread_of(speed_ups)});
    }
  }

  void measure_growth() {
    tools_.begins("cost as work grows");
    std::vector<std::optional<std::uint64_t>> memory;
    const MeasuredSizes sizes = time_growth(
        draws_of(plan_.growth, report_.paths_per_draw), plan_.budget - seconds_since(start_),
        draws_per_second_, [&](std::uint64_t draws) { return timed(engine_, draws); },
        [&] { memory.push_back(peak_memory()); });
    for (std::size_t i = 0; i < sizes.measured.size(); ++i) {
      const SizeTimes& times = sizes.measured[i];
      GrowthRow row{trajectories(times.draws), spread_of(times.seconds), std::nullopt, memory[i]};
      if (i > 0) {
        // Whole draws are not exactly ten times as many.
        const double grown =
            static_cast<double>(times.draws) / static_cast<double>(sizes.measured[i - 1].draws);
        row.ratio = row.seconds.median / report_.growth.back().seconds.median * (10 / grown);
      }
      report_.growth.push_back(row);
    }
    report_.growth_left_out = trajectories(sizes.left_out);
  }

  const Forecast forecast_;
  Engine& engine_;
  const BenchPlan& plan_;
  const BenchTools& tools_;
  std::vector<std::uint64_t> counts_;
  Clock::time_point start_ = Clock::now();
  double draws_per_second_ = 0;
  BenchReport report_;
};

}  // namespace

BenchReport run_bench(const Config& config, Engine& engine, const BenchPlan& plan,
                      const BenchTools& tools, const FirstResult& first) {
  return Bench(config, engine, plan, tools).run(first);
}

}  // namespace racecast
