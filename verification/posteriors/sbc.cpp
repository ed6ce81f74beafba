#include "verification/posteriors/sbc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <chrono>
#include <map>
#include <numeric>
#include <random>

#include "host/inference/parallel.hpp"
#include "verification/posteriors/simulated_history.hpp"

namespace racecast::verification {
namespace {

constexpr double volatility = 0.25;
constexpr int paths = 128;

CalibrationOptions sampling(LikelihoodKind likelihood) {
  CalibrationOptions options;
  options.likelihood = likelihood;
  options.stage_draws = 512;
  options.wanted_size = 300;
  options.most_draws = 1u << 14;
  options.settled_stages = 2;
  return options;
}

Config config_of(std::uint64_t seed) {
  return parse_config(small_config(volatility), "small.toml",
                      {.set = {{"run.seed", std::to_string(seed)}}});
}

/// Ranks of the world's scores of priors among independent draws of the posterior.
std::vector<std::uint32_t> ranks(const Config& config, const Target& target,
                                 const Posterior& posterior, std::span<const float> truth) {
  const std::vector<double> normals = standard_normals(config, 1, sbc_draws);
  std::vector<double> below(posterior.draws());
  double sum = 0;
  for (std::size_t i = 0; i < below.size(); ++i) below[i] = sum += posterior.weight[i];
  std::vector<float> z(truth.begin(), truth.end());
  for (const double normal : normals) {
    const double share = boost::math::cdf(boost::math::normal(), normal);
    const auto at =
        static_cast<std::size_t>(std::ranges::lower_bound(below, share) - below.begin());
    const std::size_t i = std::min(at, below.size() - 1) * target.width();
    z.insert(z.end(), posterior.z.begin() + static_cast<std::ptrdiff_t>(i),
             posterior.z.begin() + static_cast<std::ptrdiff_t>(i + target.width()));
  }
  const std::vector<float> scores = target.prior_scores(z);
  const std::size_t priors = scores.size() / (sbc_draws + 1);
  std::vector<std::uint32_t> rank(priors);
  for (std::size_t j = 0; j < priors; ++j)
    for (std::size_t draw = 1; draw <= sbc_draws; ++draw)
      rank[j] += scores[draw * priors + j] < scores[j];
  return rank;
}

struct Simulation {
  std::vector<std::uint32_t> rank;
  double effective = 0;
  bool reached = false;
};

Simulation simulation_of(const SbcQuestion& question, std::uint64_t number) {
  const Config config = config_of(question.seed + number);
  History history = small_history();
  const Target truth(config, history, 32, {.threads = 1}, 0x50000000u);
  const std::vector<float> z = truth.standard_scores(0, 1);
  simulate(config, z, 0, history);
  for (Series& series : history.series) series.coverage_error *= question.believed_errors;
  for (Observation& seen : history.observations) seen.error *= question.believed_errors;
  const Target target(config, history, paths, {.threads = 1});
  const CalibrationOptions options = sampling(question.likelihood);
  const Posterior posterior = adapt(target, options);
  return {ranks(config, target, posterior, z), posterior.effective, posterior.is_reached(options)};
}

/// Two-sided tails of Binomial(n, p), by count.
std::vector<double> tails(std::uint64_t n, double p) {
  const boost::math::binomial law(static_cast<double>(n), p);
  std::vector<double> tail;
  for (std::uint64_t k = 0; k <= n; ++k) {
    const double below = boost::math::cdf(law, static_cast<double>(k));
    const double above =
        k == 0 ? 1 : boost::math::cdf(boost::math::complement(law, static_cast<double>(k - 1)));
    tail.push_back(std::min(1.0, 2 * std::min(below, above)));
  }
  return tail;
}

/// The same of each rank's number of `simulations` at or below it.
const std::vector<std::vector<double>>& tails_of(std::uint64_t simulations) {
  static std::map<std::uint64_t, std::vector<std::vector<double>>> known;
  std::vector<std::vector<double>>& of_rank = known[simulations];
  for (std::uint32_t rank = 0; of_rank.size() < sbc_draws; ++rank)
    of_rank.push_back(tails(simulations, (rank + 1.0) / (sbc_draws + 1.0)));
  return of_rank;
}

}  // namespace

double least_tail(const std::vector<std::uint32_t>& rank_count) {
  const auto all = std::accumulate(rank_count.begin(), rank_count.end(), std::uint64_t{0});
  std::uint64_t below = 0;
  const std::vector<std::vector<double>>& of_rank = tails_of(all);
  double least = 1;
  for (std::uint32_t rank = 0; rank < sbc_draws; ++rank)
    least = std::min(least, of_rank[rank][below += rank_count[rank]]);
  return least;
}

double least_tail_limit(std::uint64_t simulations) {
  constexpr int samples = 20000;
  std::mt19937_64 random(simulations);
  std::vector<double> least;
  for (int i = 0; i < samples; ++i) {
    std::vector<std::uint32_t> count(sbc_draws + 1);
    for (std::uint64_t k = 0; k < simulations; ++k) ++count[random() % (sbc_draws + 1)];
    least.push_back(least_tail(count));
  }
  std::ranges::sort(least);
  return least[static_cast<std::size_t>((1 - sbc_band) * samples)];
}

SbcResult simulate_calibrations(const SbcQuestion& question) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  std::vector<Simulation> all(static_cast<std::size_t>(question.simulations));
  for_each_in_parallel(all.size(), question.threads,
                       [&](std::size_t i) { all[i] = simulation_of(question, i); });
  SbcResult result;
  result.limit = least_tail_limit(question.simulations);
  const Config config = config_of(question.seed);
  for (int j = 0; j < config.forecast.prior_count; ++j) {
    SbcParameter of;
    of.rank_count.resize(sbc_draws + 1);
    for (const ConfigParameter& parameter : config.parameters)
      if (parameter.slot == config.forecast.prior[j].slot) of.path = parameter.path;
    for (const Simulation& simulation : all)
      ++of.rank_count[simulation.rank[static_cast<std::size_t>(j)]];
    of.least_tail = least_tail(of.rank_count);
    of.inside = of.least_tail >= result.limit;
    result.parameter.push_back(std::move(of));
  }
  for (const Simulation& simulation : all) {
    result.mean_effective += simulation.effective / static_cast<double>(all.size());
    result.reached += simulation.reached;
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return result;
}

Findings sbc_table(const SbcQuestion& question) {
  const SbcResult result = simulate_calibrations(question);
  Findings findings;
  findings.table = fmt::format(
      "{} simulations, errors of observation taken for {:g} times the true ones; {} reached the "
      "size wanted, {:.0f} effective draws on average, {:.0f} s. Least binomial tail of 99.9 % of "
      "uniform ranks: {:.2e}.\n\n| parameter | least tail | ranks below 25, 50, 75 of 100 | in the "
      "band |\n"
      "|---|---|---|---|\n",
      question.simulations, question.believed_errors, result.reached, result.mean_effective,
      result.seconds, result.limit);
  for (const SbcParameter& parameter : result.parameter) {
    std::uint64_t below[3] = {}, sum = 0;
    for (std::uint32_t rank = 0; rank <= sbc_draws; ++rank) {
      sum += parameter.rank_count[rank];
      for (std::uint32_t quarter = 0; quarter < 3; ++quarter)
        if (rank + 1 == 25 * (quarter + 1)) below[quarter] = sum;
    }
    findings.table +=
        fmt::format("| `{}` | {:.2e} | {}, {}, {} | {} |\n", parameter.path, parameter.least_tail,
                    below[0], below[1], below[2], parameter.inside ? "yes" : "no");
    if (!parameter.inside) findings.wrong.push_back(parameter.path);
  }
  return findings;
}

}  // namespace racecast::verification
