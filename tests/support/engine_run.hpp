// Runs a forecast and keeps its counts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/result.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast::test {

/// Counts of a range of draws.
inline std::vector<std::uint64_t> run(Engine& engine, const Forecast& forecast, Range range) {
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout_of(forecast).size()));
  engine.run(forecast, range, counts, {});
  return counts;
}

inline std::vector<std::uint64_t> run_cpu(const Forecast& forecast, Range range,
                                          const CpuOptions& options = {}) {
  return run(*make_cpu_engine(options), forecast, range);
}

/// Everything that a digest covers.
inline Result result_of(Engine& engine, const Forecast& forecast, Range range,
                        std::uint64_t samples = 2) {
  Result result;
  result.layout = layout_of(forecast);
  result.counts.resize(static_cast<std::size_t>(result.layout.size()));
  result.fan = FanCounts(forecast.horizon);
  result.draw_outcomes = DrawOutcomes(forecast.threshold_count, range.first_draw, range.draws);
  engine.run(forecast, range, {result.counts, &result.fan, &result.draw_outcomes}, {});
  result.samples = take_samples(forecast, range, samples);
  return result;
}

/// A shipped config, by the name of its file.
inline Config shipped(const std::string& file, const ConfigOptions& options = {}) {
  return load_config(std::string(RACECAST_SOURCE_DIR) + "/configs/" + file, options);
}

/// The configs that every bit-exactness test goes through.
inline const std::vector<std::string>& shipped_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::directory_iterator(RACECAST_SOURCE_DIR "/configs"))
      if (file.path().extension() == ".toml" && file.path().filename() != "evidence.toml")
        found.push_back(file.path().filename().string());
    std::sort(found.begin(), found.end());
    return found;
  }();
  return names;
}

}  // namespace racecast::test
