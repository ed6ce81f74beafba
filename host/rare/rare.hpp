// A probability too small for plain sampling: found by a pilot, measured by weighted draws.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/forecast/run.hpp"
#include "host/inference/worlds.hpp"
#include "host/rare/pilot.hpp"
#include "host/rare/weighted_sums.hpp"

namespace racecast {

struct RareResult {
  int threshold = 0;
  Pilot pilot;
  RareEstimate estimate;
  Worlds worlds;       ///< what those that have the outcome have in common
  std::string digest;  ///< of the exact sums
  DeviceInfo device;
  double seconds = 0;
};

/// Weighs a draw; tests put wrong ones here.
using WeightOf = std::function<std::uint64_t(std::uint64_t draw)>;

struct EventDraw {
  std::uint64_t draw = 0;
  double weight = 0;  ///< its weight as a sample of the priors, times the paths with the outcome
};

/// What the draws of a proposal gave.
struct WeightedSample {
  WeightedRun run;
  std::vector<EventDraw> events;  ///< the first of the draws with the outcome

  static constexpr std::size_t most_events = std::size_t{1} << 13;
};

/// Runs `draws` draws, an even number, of `proposed` and adds them with their weights.
WeightedSample run_weighted(Engine& engine, const Forecast& proposed, std::uint64_t draws,
                            int threshold, Outcome outcome, const WeightOf& weight,
                            const ForecastControl& control = {});

/// The draws of a config that measures: those of its trajectories, one more where they are odd.
std::uint64_t rare_draws(const Config& config);

/// Pilot, then as many trajectories as the config asks for. Throws as run_blocks() does.
RareResult measure_rare(const Config& config, Engine& engine, const RareQuestion& question,
                        const ForecastControl& control = {});

/// What is wrong or weak about a result, each a sentence; empty: nothing.
std::vector<std::string> rare_warnings(const RareResult& result);

Answer rare_answer(const Config& config, const RareResult& result);

/// The same with every digit. Keys are stable; what does not exist is null.
Data rare_data(const Config& config, const RareResult& result);

}  // namespace racecast
