#include "host/design/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "host/error.hpp"

namespace racecast {
namespace {

void require_all_paths(const DrawOutcomes& rows, int paths) {
  for (std::size_t at = 0; at < rows.paths.size(); at += outcome_count) {
    std::uint32_t sum = 0;
    for (std::size_t outcome = 0; outcome < outcome_count; ++outcome)
      sum += rows.paths[at + outcome];
    if (sum != static_cast<std::uint32_t>(paths))
      throw std::runtime_error(fmt::format("a draw of {} paths has {} outcomes", paths, sum));
  }
}

}  // namespace

DrawOutcomes BlockRuns::run(const Forecast& forecast, Range block, bool months) {
  counts_.resize(static_cast<std::size_t>(layout_of(forecast).size()));
  DrawOutcomes rows(forecast.threshold_count, block.first_draw, block.draws);
  if (months) rows.ask_months();
  const auto progress = [&](std::uint64_t draws, std::span<const std::uint64_t>) {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    control_.report({done_ + draws, all_draws_, seconds, {}});
  };
  bool complete = false;
  try {
    complete = engine_.run(forecast, block, {counts_, nullptr, &rows}, {control_.stop, progress}) ==
               block.draws;
    if (complete) require_all_paths(rows, forecast.paths_per_draw);
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime,
                fmt::format("the device failed in draws {} to {} ({}); try --device cpu",
                            block.first_draw, block.first_draw + block.draws - 1, failure.what()));
  }
  if (!complete) throw Error(ErrorKind::interrupted, "interrupted; nothing was measured");
  done_ += block.draws;
  return rows;
}

void run_blocks(Engine& engine, const Forecast& forecast, std::uint64_t draws,
                const BlockVisitor& visit, const ForecastControl& control) {
  BlockRuns runs(engine, draws, control);
  for (std::uint64_t first = 0; first < draws; first += block_draws)
    visit(runs.run(forecast, {first, std::min(block_draws, draws - first)}));
}

}  // namespace racecast
