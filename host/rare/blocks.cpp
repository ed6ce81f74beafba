#include "host/rare/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

class BlockSink final : public Sink {
 public:
  BlockSink(const ProgressHandler& handler, std::uint64_t draws)
      : handler_(handler), draws_(draws) {}

  bool progress(std::uint64_t draws_done, std::span<const std::uint64_t>) override {
    if (!handler_) return true;
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    return handler_({before_ + draws_done, draws_, seconds, {}});
  }
  void finished(std::uint64_t draws) { before_ += draws; }

 private:
  const ProgressHandler& handler_;
  std::uint64_t draws_, before_ = 0;
  Clock::time_point start_ = Clock::now();
};

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

void run_blocks(Engine& engine, const Forecast& forecast, std::uint64_t draws,
                const BlockVisitor& visit, const ProgressHandler& progress) {
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout_of(forecast).size()));
  BlockSink sink(progress, draws);
  for (std::uint64_t first = 0; first < draws; first += block_draws) {
    const std::uint64_t size = std::min(block_draws, draws - first);
    DrawOutcomes rows(forecast.threshold_count, first, size);
    bool complete = false;
    try {
      complete = engine.run(forecast, {first, size}, {counts, nullptr, &rows}, sink);
      if (complete) require_all_paths(rows, forecast.paths_per_draw);
    } catch (const std::runtime_error& failure) {
      throw Error(ErrorKind::runtime,
                  fmt::format("the device failed in draws {} to {} ({}); try --device cpu", first,
                              first + size - 1, failure.what()));
    }
    if (!complete) throw Error(ErrorKind::interrupted, "interrupted; nothing was measured");
    sink.finished(size);
    visit(rows);
  }
}

}  // namespace racecast
