#include "host/rare/pilot.hpp"

#include <algorithm>
#include <cmath>

#include "host/inference/weights.hpp"
#include "host/rare/proposal.hpp"

namespace racecast {
namespace {

float rounded(double shift) {
  constexpr double steps = 64;
  return static_cast<float>(std::floor(shift * steps + 0.5) / steps);
}

/// Milder weights of the same order: a square root has the same bits everywhere.
void temper(std::vector<double>& weights, double least_effective) {
  constexpr int most_roots = 8;
  for (int i = 0; i < most_roots && effective_size(weights) < least_effective; ++i)
    for (double& weight : weights) weight = std::sqrt(weight);
}

}  // namespace

Proposal scaled(const Proposal& proposal, double factor) {
  const double length = std::sqrt(proposal.square());
  if (length == 0) return proposal;
  Proposal result;
  factor = std::min(factor, longest_shift / length);
  for (const ScoreShift& each : proposal.shifts)
    if (const float shift = rounded(static_cast<double>(each.shift) * factor); shift != 0)
      result.shifts.push_back({each.stream, shift});
  return result;
}

void PilotSample::add_stage(const Proposal& proposal, std::uint64_t draws) {
  const double all = static_cast<double>(draws);
  draws_ += all;
  plain_draws_ += proposal.is_plain() ? all : all / 2;
  if (proposal.is_plain()) return;
  components_.push_back(component_of(proposal));
  components_.back().draws = all / 2;
}

void PilotSample::add_event(std::uint32_t paths, std::vector<float> z) {
  paths_.push_back(paths);
  z_.push_back(std::move(z));
}

double PilotSample::effective() const {
  std::vector<double> weights = this->weights();
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= paths_[i];
  return effective_size(weights);
}

Proposal PilotSample::direction(double least_effective) const {
  std::vector<double> weight = weights();
  double all = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) weight[i] *= paths_[i];
  temper(weight, least_effective);
  for (const double each : weight) all += each;
  Proposal proposal;
  for (std::size_t j = 0; j < streams_.size(); ++j) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < weight.size(); ++i)
      sum += weight[i] * static_cast<double>(z_[i][j]);
    for (std::size_t i = 0; i < weight.size(); ++i) {
      const double residual = weight[i] * (static_cast<double>(z_[i][j]) - sum / all);
      squares += residual * residual;
    }
    if (std::abs(sum) > least_shift_errors * std::sqrt(squares))
      proposal.shifts.push_back({streams_[j], static_cast<float>(sum / all)});
  }
  return scaled(proposal, 1);
}

double PilotSample::mean_square(const Proposal& proposal) const {
  const std::vector<double> weight = weights();
  const Component component = component_of(proposal);
  double sum = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    const double there = 0.5 + 0.5 * exact_exp(log_ratio(component, z_[i]));
    sum += weight[i] * paths_[i] * paths_[i] / there;
  }
  return sum;
}

PilotSample::Component PilotSample::component_of(const Proposal& proposal) const {
  Component component;
  component.half_square = proposal.square() / 2;
  for (const ScoreShift& each : proposal.shifts) {
    const auto place = std::find(streams_.begin(), streams_.end(), each.stream);
    component.shifts.emplace_back(static_cast<std::size_t>(place - streams_.begin()),
                                  static_cast<double>(each.shift));
  }
  return component;
}

double PilotSample::log_ratio(const Component& component, std::span<const float> z) {
  double product = 0;
  for (const auto& [place, shift] : component.shifts)
    product += shift * static_cast<double>(z[place]);
  return product - component.half_square;
}

std::vector<double> PilotSample::weights() const {
  std::vector<double> weights;
  for (const std::vector<float>& z : z_) {
    double sum = plain_draws_;
    for (const Component& component : components_)
      sum += component.draws * exact_exp(log_ratio(component, z));
    weights.push_back(draws_ / sum);
  }
  return weights;
}

}  // namespace racecast
