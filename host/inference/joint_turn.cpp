// Which parameters hang together by correlations, and the smallest joint change of several that
// turns the odds.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "host/config/config.hpp"
#include "host/inference/drivers.hpp"
#include "host/inference/logistic_fit.hpp"
#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

/// The weights of own scores in the score of a prior, by stream.
std::map<std::uint32_t, double> parts_of(const Forecast& forecast, std::size_t prior) {
  const Prior& of = forecast.prior[prior];
  if (of.part_count == 0) return {{of.stream, 1.0}};
  std::map<std::uint32_t, double> parts;
  for (int i = 0; i < of.part_count; ++i) {
    const ScorePart& part = forecast.score_part[of.first_part + i];
    parts.emplace(part.stream, static_cast<double>(part.weight));
  }
  return parts;
}

/// C b.
std::vector<double> correlated(const Forecast& forecast, const Drivers& drivers,
                               std::span<const double> b) {
  std::vector<std::map<std::uint32_t, double>> parts;
  for (std::size_t i = 0; i < b.size(); ++i)
    parts.push_back(parts_of(forecast, drivers.drivers[i].prior));
  std::vector<double> product(b.size());
  for (std::size_t i = 0; i < b.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      for (const auto& [stream, weight] : parts[i])
        if (const auto other = parts[j].find(stream); other != parts[j].end())
          product[i] += weight * other->second * b[j];
  return product;
}

double variance_of_fit(std::span<const double> b, std::span<const std::vector<double>> columns) {
  double sum = 0, squares = 0;
  const double draws = static_cast<double>(columns[0].size());
  for (std::size_t i = 0; i < columns[0].size(); ++i) {
    const double p = logistic_of(logit_at(b, columns, i));
    sum += p, squares += p * p;
  }
  return squares / draws - sum / draws * sum / draws;
}

}  // namespace

std::unordered_map<std::uint32_t, std::size_t> stream_sets(const Forecast& forecast) {
  std::unordered_map<std::uint32_t, std::size_t> sets;
  const auto set_of = [&](std::uint32_t stream) {
    return sets.try_emplace(stream, sets.size()).first->second;
  };
  for (int i = 0; i < forecast.prior_count; ++i) {
    const Prior& prior = forecast.prior[i];
    const std::size_t whole = set_of(prior.stream);
    for (int part = 0; part < prior.part_count; ++part) {
      const std::size_t joined = set_of(forecast.score_part[prior.first_part + part].stream);
      for (auto& [stream, set] : sets)
        if (set == joined) set = whole;
    }
  }
  return sets;
}

std::vector<std::vector<std::size_t>> correlated_priors(const Forecast& forecast) {
  const auto sets = stream_sets(forecast);
  std::vector<std::vector<std::size_t>> groups;
  std::unordered_map<std::size_t, std::size_t> group_of;  // set: place in groups
  for (int i = 0; i < forecast.prior_count; ++i) {
    const auto at = group_of.emplace(sets.at(forecast.prior[i].stream), groups.size());
    if (at.second) groups.emplace_back();
    groups[at.first->second].push_back(static_cast<std::size_t>(i));
  }
  return groups;
}

std::optional<JointTurn> joint_turn(const Config& config, const WorldSample& sample, int threshold,
                                    const Drivers& drivers) {
  const std::size_t size = std::min(drivers.drivers.size(), Drivers::most_fit);
  if (size == 0) return std::nullopt;
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < size; ++i) {
    const float* score = sample.scores.of(drivers.drivers[i].prior);
    columns.emplace_back(score, score + sample.odds.draws);
  }
  const auto fit = logistic_fit(columns, sample.odds.of(threshold), sample.odds.paths);
  if (!fit) return std::nullopt;
  const std::span<const double> slopes = std::span(*fit).subspan(1);
  const std::vector<double> toward = correlated(config.forecast, drivers, slopes);
  double steepness = 0;
  for (std::size_t i = 0; i < size; ++i) steepness += slopes[i] * toward[i];
  JointTurn turn;
  turn.distance = std::abs((*fit)[0]) / std::sqrt(steepness);
  if (!(turn.distance <= static_cast<double>(table_range))) return std::nullopt;
  turn.beyond = normal_cdf(-turn.distance);
  turn.explained = variance_of_fit(*fit, columns) / drivers.between;
  for (std::size_t i = 0; i < size; ++i) {
    const double score = -(*fit)[0] * toward[i] / steepness;
    const ConfigParameter& parameter = parameter_of_prior(config, drivers.drivers[i].prior);
    turn.parts.push_back({drivers.drivers[i].prior, score, normal_cdf(score),
                          parameter.quantile(score), parameter.quantile(0)});
  }
  std::ranges::stable_sort(turn.parts, std::greater(),
                           [](const JointPart& part) { return std::abs(part.score); });
  return turn;
}

}  // namespace racecast
