// Statistics of the engine's paths with known laws, on a config that switches all else off.
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "verification/closed_forms/check.hpp"
#include "verification/closed_forms/tables.hpp"
#include "verification/processes/state_paths.hpp"
#include "verification/processes/study.hpp"

namespace racecast::verification {

/// Two nations of two channels each, `first` (market pool) and `second` (state pool), every process
/// off and nothing reached; `settings` as Study's, `tables` at the end of the text.
Config bare_config(int horizon, const Settings& settings, const std::string& tables = {});
/// Its text, which lacks a threshold that is named as its `primary`, "never".
std::string bare_text_without_threshold(int horizon = 1);

/// A statistic of one observation with a known mean.
template <class Seen>
struct Probe {
  std::string what;
  std::function<double(const Seen&)> statistic;
  Law law;
  std::string planted;
  double planted_mean = 0;
  bool counts = false;  ///< the statistic is 0 or 1: its sum is binomial

  Check check(const Sample& sample) const {
    if (counts)
      return count_check(what, static_cast<std::uint64_t>(sample.sum), sample.n, law.mean, planted,
                         planted_mean);
    return mean_check(what, sample, law, planted, planted_mean);
  }
};

/// What is expected of observations that are independent.
template <class Seen>
struct Expectations {
  std::vector<Probe<Seen>> probes;

  /// Probes of an event, and of any number.
  void expect_event(std::string what, std::function<bool(const Seen&)> happens, double probability,
                    std::string planted, double planted_probability) {
    probes.push_back(
        {std::move(what),
         [happens = std::move(happens)](const Seen& seen) { return happens(seen) ? 1.0 : 0.0; },
         event(probability), std::move(planted), planted_probability, true});
  }
  void expect_mean(std::string what, std::function<double(const Seen&)> statistic, Law law,
                   std::string planted, double planted_mean) {
    probes.push_back(
        {std::move(what), std::move(statistic), law, std::move(planted), planted_mean});
  }
  /// That a number is normal with mean 0: its variance, exactly and with the twin's.
  void expect_variance(std::string what, std::function<double(const Seen&)> statistic,
                       double variance, std::string planted, double planted_variance) {
    expect_mean(
        std::move(what),
        [statistic = std::move(statistic)](const Seen& seen) {
          const double x = statistic(seen);
          return x * x;
        },
        {variance, std::sqrt(2.0) * variance}, std::move(planted), planted_variance);
  }

  /// Adds an observation to the sums of the probes.
  void add(const Seen& seen, std::vector<Sample>& sums) const {
    for (std::size_t i = 0; i < probes.size(); ++i) sums[i].add(probes[i].statistic(seen));
  }
  Checks checks(const std::vector<Sample>& sums) const {
    Checks made;
    for (std::size_t i = 0; i < probes.size(); ++i) made.push_back(probes[i].check(sums[i]));
    return made;
  }
};

using Cdf = std::function<double(double)>;
/// A statistic whose whole distribution is known; NaN: the path has none.
struct DistanceProbe {
  std::string what;
  std::function<double(const StatePath&)> statistic;
  Cdf cdf;
  std::string planted;
  Cdf planted_cdf;
  double planted_distance = 0;  ///< between the two
};

struct Experiment : Expectations<StatePath> {
  std::string group;
  Config config;
  std::vector<std::string> columns;  ///< of the paths, as run_state_paths() names them
  std::vector<DistanceProbe> distances{};

  Experiment(std::string of, Config with, std::vector<std::string> states)
      : group(std::move(of)), config(std::move(with)), columns(std::move(states)) {}
};

/// The checks do not depend on the number of threads.
Checks run_experiment(const Experiment& experiment, const VerificationOptions& options);

/// What work(first, count, sums) adds to `width` sums of pieces of [0, all) of this size, in an
/// order that does not depend on the number of threads.
std::vector<Sample> sums_of_chunks(
    std::uint64_t all, std::uint64_t size, int threads, std::size_t width,
    const std::function<void(std::uint64_t, std::uint64_t, std::vector<Sample>&)>& work);

/// The checks, as those of `group`.
Checks grouped(Checks checks, const std::string& group);

/// Of the standard normal distribution.
double normal_share(double z);

// The rows of docs/verification.md, by what they are about.
Checks passage_checks(const VerificationOptions& options);
Checks race_checks(const VerificationOptions& options);
Checks noise_checks(const VerificationOptions& options);
Checks correlated_noise_checks(const VerificationOptions& options);
Checks construction_checks(const VerificationOptions& options);
Checks world_chain_checks(const VerificationOptions& options);
Checks bust_checks(const VerificationOptions& options);
Checks jump_checks(const VerificationOptions& options);
Checks prior_checks(const VerificationOptions& options);
Checks correlated_prior_checks(const VerificationOptions& options);

}  // namespace racecast::verification
