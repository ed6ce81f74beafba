#include "host/bench/schedule.hpp"

#include <algorithm>

namespace racecast {
namespace {

double seconds_per_draw(const SizeTimes& size) {
  return *std::min_element(size.seconds.begin(), size.seconds.end()) /
         static_cast<double>(size.draws);
}

/// How often a run of so many seconds is repeated within `budget`.
std::size_t repeats_within(double seconds, double budget) {
  if (seconds * static_cast<double>(most_repeats) <= budget) return most_repeats;
  return std::max<std::size_t>(1, static_cast<std::size_t>(budget / seconds));
}

// Of the budget of time_growth: what the repeats of one size may take.
constexpr double share_of_size = 0.05;

}  // namespace

Spread spread_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  const double median =
      values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return {median, values.front(), values.back(), values.size()};
}

MeasuredSizes time_sizes(const std::vector<std::uint64_t>& sizes, double budget,
                         const TimeDraws& time) {
  MeasuredSizes result;
  double spent = 0, round = 0;
  const auto run = [&](SizeTimes& size) {
    size.seconds.push_back(time(size.draws));
    spent += size.seconds.back();
  };
  for (const std::uint64_t draws : sizes) {
    if (!result.measured.empty()) {
      const double expected = seconds_per_draw(result.measured.back()) * static_cast<double>(draws);
      // What has been begun is to have its repeats too.
      const double open = round * static_cast<double>(least_repeats - 1);
      if (expected * static_cast<double>(least_repeats) > budget - spent - open) {
        result.left_out.push_back(draws);
        continue;
      }
    }
    result.measured.push_back({draws, {}});
    run(result.measured.back());
    round += result.measured.back().seconds.back();
  }
  for (std::size_t repeats = 1; repeats < most_repeats; ++repeats) {
    if (spent + round > budget && (repeats >= least_repeats || round > budget)) break;
    for (SizeTimes& size : result.measured) run(size);
  }
  return result;
}

MeasuredSizes time_growth(const std::vector<std::uint64_t>& sizes, double budget, double rate,
                          const TimeDraws& time, const std::function<void()>& done) {
  MeasuredSizes result;
  double spent = 0;
  for (const std::uint64_t draws : sizes) {
    double expected = rate > 0 ? static_cast<double>(draws) / rate : 0;
    if (!result.measured.empty())
      expected = seconds_per_draw(result.measured.back()) * static_cast<double>(draws);
    if (expected > budget - spent || !result.left_out.empty()) {
      result.left_out.push_back(draws);
      continue;
    }
    SizeTimes size{draws, {}};
    std::size_t wanted = 1;
    while (size.seconds.size() < wanted) {
      size.seconds.push_back(time(draws));
      spent += size.seconds.back();
      if (size.seconds.size() == 1)
        wanted = repeats_within(size.seconds[0], share_of_size * budget);
    }
    done();
    result.measured.push_back(std::move(size));
  }
  return result;
}

std::vector<ThreadTimes> time_threads(const std::vector<int>& threads, std::uint64_t draws,
                                      std::size_t rounds, const TimeThreads& time) {
  std::vector<ThreadTimes> times;
  for (const int count : threads) times.push_back({count, {}});
  for (std::size_t round = 0; round < rounds; ++round)
    for (ThreadTimes& each : times) each.seconds.push_back(time(each.threads, draws));
  return times;
}

std::vector<int> thread_ladder(int most) {
  std::vector<int> ladder;
  for (int threads = 1; threads < most; threads += threads < 4 ? 1 : threads)
    ladder.push_back(threads);
  ladder.push_back(most);
  return ladder;
}

}  // namespace racecast
