#include "host/calibrate/adapt.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/calibrate/target.hpp"
#include "host/error.hpp"
#include "host/inference/weights.hpp"

namespace racecast {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

/// A direction that moves what is observed by less than this many of its standard deviations is not
/// worth a place in a proposal.
constexpr double least_slope = 0.1;

double log_sum(double a, double b) {
  const double high = std::max(a, b);
  return high == none ? none : high + std::log1p(std::exp(std::min(a, b) - high));
}

/// e^(log - highest) of each; the highest in `shift`.
std::vector<double> exponentials(const std::vector<double>& logs, double& shift) {
  shift = *std::ranges::max_element(logs);
  std::vector<double> weights;
  weights.reserve(logs.size());
  for (const double log : logs) weights.push_back(shift == none ? 0 : std::exp(log - shift));
  return weights;
}

/// All draws of a search, each as one of the mixture of all its proposals.
class SearchSample {
 public:
  explicit SearchSample(std::size_t width) : width_(width) {}

  void add(const NormalProposal& proposal, const std::vector<float>& z,
           const std::vector<double>& log_likelihood) {
    const double draws = std::log(static_cast<double>(log_likelihood.size()));
    for (std::size_t i = 0; i < log_density_.size(); ++i)
      log_density_[i] = log_sum(log_density_[i], draws + proposal.log_ratio(row(i)));
    proposals_.push_back({proposal, draws});
    z_.insert(z_.end(), z.begin(), z.end());
    for (const double log : log_likelihood) {
      const std::span<const float> at = row(log_likelihood_.size());
      double density = none;
      for (const auto& [each, count] : proposals_)
        density = log_sum(density, count + each.log_ratio(at));
      log_density_.push_back(density);
      log_likelihood_.push_back(log);
    }
  }

  std::vector<double> weights(double temperature) const {
    std::vector<double> logs;
    logs.reserve(log_likelihood_.size());
    for (std::size_t i = 0; i < log_likelihood_.size(); ++i)
      logs.push_back(
          log_likelihood_[i] == none ? none : temperature * log_likelihood_[i] - log_density_[i]);
    double shift = 0;
    return exponentials(logs, shift);
  }

  /// The largest power of the likelihood, at least `least`, at which the draws are worth `wanted`.
  double temperature(double least, double wanted) const {
    if (effective_size(weights(1)) >= wanted) return 1;
    double low = least, high = 1;
    for (int i = 0; i < 40; ++i) {
      const double middle = (low + high) / 2;
      (effective_size(weights(middle)) >= wanted ? low : high) = middle;
    }
    return low;
  }

  const std::vector<float>& z() const { return z_; }
  bool compares() const {
    return std::ranges::any_of(log_likelihood_, [](double log) { return log != none; });
  }

 private:
  std::span<const float> row(std::size_t i) const {
    return std::span(z_).subspan(i * width_, width_);
  }

  std::size_t width_;
  std::vector<std::pair<NormalProposal, double>> proposals_;  // with ln of its draws
  std::vector<float> z_;
  std::vector<double> log_likelihood_;
  std::vector<double> log_density_;  // ln of sum of draws x density over that of the priors
};

/// Draws worlds one after the other, no number twice.
class WorldSource {
 public:
  WorldSource(const Target& target, const CalibrationControl& control)
      : target_(target),
        control_{control.stop, [this, &control](std::uint64_t, std::span<const std::uint64_t>) {
                   control.report(state);
                 }} {}
  WorldSource(const WorldSource&) = delete;
  WorldSource& operator=(const WorldSource&) = delete;

  CalibrationProgress state;  ///< the number of the next world is that of those evaluated

  std::vector<float> draw(const NormalProposal& proposal, std::uint64_t draws) const {
    std::vector<float> z = target_.standard_scores(state.draws, draws);
    for (std::uint64_t i = 0; i < draws; ++i)
      proposal.place(
          state.draws + i,
          std::span(z).subspan(static_cast<std::size_t>(i) * target_.width(), target_.width()));
    return z;
  }
  WorldStatistics evaluate(const std::vector<float>& z) {
    WorldStatistics found = target_.evaluate(z, state.draws, control_);
    state.draws += found.log_likelihood.size();
    return found;
  }
  std::vector<double> weighed(const std::vector<float>& z, LikelihoodKind by) {
    if (by == LikelihoodKind::normal) return evaluate(z).log_normal;
    if (by == LikelihoodKind::mean) return evaluate(z).log_likelihood;
    std::vector<double> logs = target_.filter(z, state.draws, control_);
    state.draws += logs.size();
    return logs;
  }

 private:
  const Target& target_;
  const RunControl control_;
};

void set_weights(Posterior& posterior, const std::vector<double>& log_weight) {
  double shift = 0, sum = 0, squares = 0;
  posterior.weight = exponentials(log_weight, shift);
  for (const double w : posterior.weight) sum += w, squares += w * w;
  const double n = static_cast<double>(posterior.draws());
  posterior.effective = effective_size(sum, squares);
  std::vector<double> falling = posterior.weight;
  std::ranges::sort(falling, std::greater<>());
  posterior.pareto_shape = pareto_shape(falling, falling.size());
  posterior.log_evidence = shift + std::log(sum / n);
  posterior.evidence_error = std::sqrt(std::max(0.0, squares / (sum * sum) - 1 / n));
  for (double& w : posterior.weight) w /= sum;
}

/// Where the draws of a stage and the proposal they came from say that history can tell something.
std::vector<std::vector<double>> informed_directions(const Target& target,
                                                     const NormalProposal& proposal,
                                                     std::uint64_t first, std::span<const float> z,
                                                     const WorldStatistics& found) {
  // The draws of the priors among them are somewhere else.
  std::vector<std::size_t> picked;
  for (std::size_t i = 0; i < found.log_likelihood.size(); ++i)
    if (std::isfinite(found.log_normal[i]) &&
        (proposal.is_priors() || !NormalProposal::is_plain(first + i)))
      picked.push_back(i);
  std::vector<std::vector<double>> rows = scaled_slopes(target, z, found, picked);
  if (!proposal.is_priors()) rows.push_back(proposal.mean());
  return orthonormal_basis(rows, least_slope);
}

NormalProposal search(const Target& target, const CalibrationOptions& options, WorldSource& source,
                      Posterior& posterior) {
  SearchSample sample(target.width());
  NormalProposal proposal(target.width());
  double temperature = 0;
  int settled = 0;
  // Enough to tell a direction from chance, as far as a stage can give it.
  const double wanted = std::max(static_cast<double>(options.stage_draws) / 8, 64.0);
  for (int stage = 0; stage < options.most_stages && settled < options.settled_stages; ++stage) {
    source.state.stage = static_cast<std::size_t>(stage);
    const std::uint64_t first = source.state.draws;
    const std::vector<float> z = source.draw(proposal, options.stage_draws);
    const WorldStatistics found = source.evaluate(z);
    sample.add(proposal, z, found.log_normal);
    if (!sample.compares())
      throw Error(
          ErrorKind::usage,
          "no path of the priors can be compared with the data; look at the units and dates "
          "of the data, or at priors that leave a process out");
    temperature = sample.temperature(temperature, wanted);
    const std::vector<double> weight = sample.weights(temperature);
    posterior.stages.push_back(
        {temperature, effective_size(weight), proposal.directions(), proposal.distance()});
    source.state.temperature = temperature;
    source.state.effective = posterior.stages.back().effective;
    if (temperature == 1) ++settled;
    proposal = NormalProposal::fitted(sample.z(), weight, target.width(),
                                      informed_directions(target, proposal, first, z, found));
  }
  return proposal;
}

}  // namespace

bool Posterior::is_reached(const CalibrationOptions& options) const {
  return effective >= options.wanted_size && pareto_shape < pareto_limit(draws());
}

Posterior adapt(const Target& target, const CalibrationOptions& options,
                const CalibrationControl& control) {
  Posterior posterior;
  WorldSource source(target, control);
  posterior.proposal = search(target, options, source, posterior);
  posterior.first_draw = source.state.draws;
  source.state.final_sample = true;
  std::vector<double> log_weight;
  for (std::uint64_t draws = options.stage_draws; posterior.draws() < options.most_draws;
       draws = posterior.draws()) {
    const std::vector<float> z =
        source.draw(posterior.proposal, std::min(draws, options.most_draws - posterior.draws()));
    const std::vector<double> logs = source.weighed(z, options.likelihood);
    for (std::size_t i = 0; i < logs.size(); ++i) {
      const auto at = std::span(z).subspan(i * target.width(), target.width());
      log_weight.push_back(logs[i] - posterior.proposal.log_ratio(at));
    }
    posterior.z.insert(posterior.z.end(), z.begin(), z.end());
    posterior.log_likelihood.insert(posterior.log_likelihood.end(), logs.begin(), logs.end());
    posterior.weight.resize(log_weight.size());
    set_weights(posterior, log_weight);
    source.state.effective = posterior.effective;
    if (posterior.is_reached(options)) break;
  }
  return posterior;
}

}  // namespace racecast
