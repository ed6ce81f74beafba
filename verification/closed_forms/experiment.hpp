// Statistics of the engine's paths with known laws, on a config that switches all else off.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "verification/closed_forms/check.hpp"
#include "verification/closed_forms/options.hpp"
#include "verification/closed_forms/watched.hpp"
#include "verification/processes/study.hpp"

namespace racecast::verification {

/// Two nations of two channels each, `first` (market pool) and `second` (state pool), every process
/// off and nothing reached; `settings` as Study's, `tables` at the end of the text.
Config bare_config(int horizon, const Settings& settings, const std::string& tables = {});
/// Its text, which lacks a threshold that is named as its `primary`, "never".
std::string bare_text_without_threshold(int horizon = 1);

/// A statistic of one path with a known mean.
struct Probe {
  std::string what;
  std::function<double(const WatchedPath&)> statistic;
  Law law;
  std::string planted;
  double planted_mean = 0;
  bool counts = false;  ///< the statistic is 0 or 1: its sum is binomial
};

using Cdf = std::function<double(double)>;
/// A statistic whose whole distribution is known; NaN: the path has none.
struct DistanceProbe {
  std::string what;
  std::function<double(const WatchedPath&)> statistic;
  Cdf cdf;
  std::string planted;
  Cdf planted_cdf;
  double planted_distance = 0;  ///< between the two
};

struct Experiment {
  std::string group;
  Config config;
  std::vector<Column> columns;
  std::vector<Probe> probes;
  std::vector<DistanceProbe> distances;

  /// Probes of an event, and of any number.
  void expect_event(std::string what, std::function<bool(const WatchedPath&)> happens,
                    double probability, std::string planted, double planted_probability);
  void expect_mean(std::string what, std::function<double(const WatchedPath&)> statistic, Law law,
                   std::string planted, double planted_mean);
  /// That a number is normal with mean 0: its variance, exactly and with the twin's.
  void expect_variance(std::string what, std::function<double(const WatchedPath&)> statistic,
                       double variance, std::string planted, double planted_variance);
};

/// The checks do not depend on the number of threads.
std::vector<Check> run_experiment(const Experiment& experiment, const VerificationOptions& options);

/// Of the standard normal distribution.
double normal_share(double z);

}  // namespace racecast::verification
