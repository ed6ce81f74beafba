#include "host/sensitivity/sensitivity.hpp"

#include <fmt/format.h>

#include <bit>
#include <chrono>
#include <numeric>
#include <unordered_map>

#include "host/config/config.hpp"
#include "host/design/blocks.hpp"
#include "host/error.hpp"
#include "host/inference/drivers.hpp"
#include "host/sensitivity/indices.hpp"

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

void require_design(const Config& config, std::size_t width, std::size_t rows) {
  if (width == 0)
    throw Error(ErrorKind::usage, fmt::format("{} has no prior (every parameter is a constant); "
                                              "give some of them an interval",
                                              config.path));
  if (!std::has_single_bit(rows))
    throw Error(ErrorKind::usage, fmt::format("{} rows are no power of two, which Sobol' points "
                                              "need; take {}",
                                              rows, std::bit_ceil(rows)));
}

/// [row][threshold][DrawOutput].
std::vector<double> outputs_of(const DrawOutcomes& rows, double paths) {
  std::vector<double> outputs;
  outputs.reserve(static_cast<std::size_t>(rows.draws()) *
                  static_cast<std::size_t>(rows.thresholds) * draw_outputs);
  for (std::uint64_t row = 0; row < rows.draws(); ++row)
    for (int threshold = 0; threshold < rows.thresholds; ++threshold) {
      const double us_month = rows.month_sum(row, threshold, us) / paths;
      const double cn_month = rows.month_sum(row, threshold, cn) / paths;
      outputs.push_back(rows.at(row, threshold, us_first) / paths);
      outputs.insert(outputs.end(), {us_month, cn_month, cn_month - us_month});
    }
  return outputs;
}

/// The rows of A and B as worlds of the priors: scores and odds, of both replicates together.
class BaseRows {
 public:
  BaseRows(const TabledForecast& tabled, int thresholds, int paths)
      : tabled_(tabled), thresholds_(static_cast<std::size_t>(thresholds)), paths_(paths) {}

  /// A logical block at most is kept.
  void add(std::span<const float> z, const Evaluations& values) {
    const std::size_t rows = z.size() / tabled_.width();
    if (draws_ + rows > block_draws) return;
    parts_.push_back(world_scores(tabled_.with(z, 0), 0, rows));
    draws_ += rows;
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t t = 0; t < thresholds_; ++t) {
        const std::size_t at = (row * thresholds_ + t) * draw_outputs;
        us_.push_back(static_cast<std::uint32_t>((values[0][at] + values[1][at]) * paths_ + 0.5));
      }
  }

  WorldSample sample() const {
    WorldSample all;
    all.scores = {draws_, parts_.front().priors, {}};
    for (std::size_t prior = 0; prior < all.scores.priors; ++prior)
      for (const WorldScores& part : parts_)
        all.scores.score.insert(all.scores.score.end(), part.of(prior),
                                part.of(prior) + part.draws);
    all.odds = {2 * paths_, draws_, {}};
    for (std::size_t t = 0; t < thresholds_; ++t)
      for (std::size_t draw = 0; draw < draws_; ++draw)
        all.odds.us.push_back(us_[draw * thresholds_ + t]);
    return all;
  }

 private:
  const TabledForecast& tabled_;
  std::size_t thresholds_;
  int paths_;
  std::size_t draws_ = 0;
  std::vector<WorldScores> parts_;
  std::vector<std::uint32_t> us_;  ///< [draw][threshold]
};

SaltelliDesign design_of(const Config& config, const TabledForecast& tabled,
                         const std::vector<Factor>& factors, std::size_t rows) {
  SaltelliDesign design{tabled.width(), {}, rows, config.forecast.seed};
  for (const Factor& factor : factors) design.factors.push_back(factor.places);
  return design;
}

}  // namespace

std::string Factor::name() const { return fmt::format("{}", fmt::join(parameters, " + ")); }

std::vector<Factor> factors_of(const Config& config, const TabledForecast& tabled) {
  const Forecast forecast = config.forecast;
  const auto sets = stream_sets(forecast);
  std::vector<Factor> factors;
  std::unordered_map<std::size_t, std::size_t> factor_of;  // set: factor
  for (const std::vector<std::size_t>& group : correlated_priors(forecast)) {
    factor_of.emplace(sets.at(forecast.prior[group.front()].stream), factors.size());
    factors.emplace_back();
    for (const std::size_t prior : group)
      factors.back().parameters.push_back(parameter_of_prior(config, prior).path);
  }
  for (std::size_t place = 0; place < tabled.width(); ++place)
    factors[factor_of.at(sets.at(tabled.streams()[place]))].places.push_back(place);
  return factors;
}

std::uint64_t sensitivity_draws(const Config& config, std::size_t rows) {
  const TabledForecast tabled(config.forecast);
  return 2 * design_of(config, tabled, factors_of(config, tabled), rows).evaluations();
}

Sensitivity measure_sensitivity(const Config& config, Engine& engine, std::size_t rows,
                                const ForecastControl& control) {
  const auto begin = Clock::now();
  const Forecast forecast = config.forecast;
  const TabledForecast tabled(forecast);
  require_design(config, tabled.width(), rows);
  Sensitivity found;
  found.factors = factors_of(config, tabled);
  found.rows = rows;
  const SaltelliDesign design = design_of(config, tabled, found.factors, rows);
  found.draws = 2 * design.evaluations();
  BlockRuns runs(engine, found.draws, control);
  const auto evaluate = [&](std::span<const float> z, std::size_t first_row, int replicate) {
    Forecast replicated = tabled.with(z, first_row);
    replicated.replicate = static_cast<std::uint32_t>(replicate);
    return outputs_of(runs.run(replicated, {first_row, z.size() / tabled.width()}, true),
                      forecast.paths_per_draw);
  };
  BaseRows worlds(tabled, forecast.threshold_count, forecast.paths_per_draw);
  const std::size_t outputs = static_cast<std::size_t>(forecast.threshold_count) * draw_outputs;
  found.outputs = run_design(design, outputs, evaluate,
                             [&](std::span<const float> z, const Evaluations& values) {
                               worlds.add(z, values);
                             })
                      .indices(forecast.paths_per_draw);
  std::vector<int> thresholds(static_cast<std::size_t>(forecast.threshold_count));
  std::iota(thresholds.begin(), thresholds.end(), 0);
  found.drivers = drivers_of(config, worlds.sample(), thresholds, forecast.seed);
  found.device = engine.device();
  found.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return found;
}

}  // namespace racecast
