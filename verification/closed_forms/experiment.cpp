#include "verification/closed_forms/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "verification/closed_forms/chunks.hpp"

namespace racecast::verification {
namespace {

constexpr std::uint64_t draws_at_once = 16;
constexpr int bins = 1 << 16;  // a distance is seen to within 1 / bins

constexpr const char* bare_text = R"(
name = "closed form"
primary = "never"
[chips]
per_usd_bn = 1e5
life = 1e6
[energy]
per_chip = 1
[supply]
rate = 1e9
[us.construction]
lead_time = 0.5
[cn.construction]
lead_time = 0.5
[us.stock]
installed = 1e6
[cn.stock]
installed = 1e6
[us.channel.first]
pool = "market"
spend = 100
accelerator_share = 0.5
[us.channel.second]
pool = "state"
spend = 100
accelerator_share = 0.5
[cn.channel.first]
pool = "market"
spend = 60
accelerator_share = 0.5
[cn.channel.second]
pool = "state"
spend = 60
accelerator_share = 0.5
)";
constexpr const char* never_text = R"([threshold.never]
metric = "investment"
value = 1e30
)";

/// How often a share of the distribution was met, for the law and for its twin.
struct Histogram {
  std::vector<std::uint32_t> law = std::vector<std::uint32_t>(bins);
  std::vector<std::uint32_t> twin = std::vector<std::uint32_t>(bins);
};

int bin_of(double share) { return std::clamp(static_cast<int>(share * bins), 0, bins - 1); }

/// sqrt(n) D, and n.
double distance(const std::vector<std::uint32_t>& counts, std::uint64_t& n) {
  n = 0;
  for (const std::uint32_t count : counts) n += count;
  const auto all = static_cast<double>(n);
  double most = 0, below = 0;
  for (int bin = 0; bin < bins; ++bin) {
    below += counts[static_cast<std::size_t>(bin)];
    most = std::max(most, std::abs(below / all - (bin + 1.0) / bins));
  }
  return most * std::sqrt(all);
}

/// Sums of the probes over chunks of draws, each in a place of its own, so that they are added in
/// one order.
class Sums {
 public:
  Sums(const Experiment& experiment, std::uint64_t draws, int threads)
      : experiment_(experiment),
        samples_(chunks_of(draws, draws_at_once) * experiment.probes.size()),
        histograms_(static_cast<std::size_t>(threads)) {
    for (auto& own : histograms_) own.resize(experiment.distances.size());
    std::vector<ObservedPaths> seen(histograms_.size());
    const Forecast forecast = experiment.config.forecast;
    for_each_chunk(draws, draws_at_once, threads, [&](const Chunk& chunk) {
      ObservedPaths& own = seen[chunk.thread];
      watch_paths(forecast, experiment.columns, chunk.first, chunk.count, own);
      add(own, &samples_[chunk.number * experiment.probes.size()], histograms_[chunk.thread]);
    });
  }

  Sample sample(std::size_t probe) const {
    Sample all;
    for (std::size_t at = probe; at < samples_.size(); at += experiment_.probes.size()) {
      all.n += samples_[at].n;
      all.sum += samples_[at].sum;
      all.squares += samples_[at].squares;
    }
    return all;
  }
  Histogram histogram(std::size_t probe) const {
    Histogram all;
    for (const auto& own : histograms_)
      for (std::size_t bin = 0; bin < bins; ++bin) {
        all.law[bin] += own[probe].law[bin];
        all.twin[bin] += own[probe].twin[bin];
      }
    return all;
  }

 private:
  void add(const ObservedPaths& seen, Sample* to, std::vector<Histogram>& histograms) const {
    for (const Probe& probe : experiment_.probes) {
      to->n += seen.paths;
      for (std::size_t path = 0; path < seen.paths; ++path) {
        const double value = probe.statistic({seen, path});
        to->sum += value;
        to->squares += value * value;
      }
      ++to;
    }
    for (std::size_t i = 0; i < histograms.size(); ++i) {
      const DistanceProbe& probe = experiment_.distances[i];
      for (std::size_t path = 0; path < seen.paths; ++path) {
        const double value = probe.statistic({seen, path});
        if (std::isnan(value)) continue;
        ++histograms[i].law[static_cast<std::size_t>(bin_of(probe.cdf(value)))];
        ++histograms[i].twin[static_cast<std::size_t>(bin_of(probe.planted_cdf(value)))];
      }
    }
  }

  const Experiment& experiment_;
  std::vector<Sample> samples_;                     // [chunk][probe]
  std::vector<std::vector<Histogram>> histograms_;  // [thread][probe]
};

Check check_of(const Probe& probe, const Sample& sample) {
  if (probe.counts)
    return count_check(probe.what, static_cast<std::uint64_t>(sample.sum), sample.n, probe.law.mean,
                       probe.planted, probe.planted_mean);
  return mean_check(probe.what, sample, probe.law, probe.planted, probe.planted_mean);
}

Check check_of(const DistanceProbe& probe, const Histogram& histogram) {
  Check check;
  check.what = probe.what;
  check.planted = probe.planted;
  check.limit = ks_limit;
  check.score = distance(histogram.law, check.n);
  check.planted_score = distance(histogram.twin, check.n);
  const double root = std::sqrt(static_cast<double>(check.n));
  check.observed = check.score / root;
  check.planted_power = probe.planted_distance * root;
  return check;
}

}  // namespace

std::string bare_text_without_threshold(int horizon) {
  return bare_text + fmt::format("[run]\nstart = \"2026-01\"\nhorizon_months = {}\n", horizon);
}

Config bare_config(int horizon, const Settings& settings, const std::string& tables) {
  const std::string text = bare_text_without_threshold(horizon) + never_text + tables;
  const Config plain = parse_config(text, "closed form");
  return parse_config(text, "closed form", {expanded(settings, plain)});
}

void Experiment::expect_event(std::string what, std::function<bool(const WatchedPath&)> happens,
                              double probability, std::string planted, double planted_probability) {
  probes.push_back({std::move(what),
                    [happens = std::move(happens)](const WatchedPath& path) {
                      return happens(path) ? 1.0 : 0.0;
                    },
                    event(probability), std::move(planted), planted_probability, true});
}

void Experiment::expect_mean(std::string what, std::function<double(const WatchedPath&)> statistic,
                             Law law, std::string planted, double planted_mean) {
  probes.push_back({std::move(what), std::move(statistic), law, std::move(planted), planted_mean});
}

void Experiment::expect_variance(std::string what,
                                 std::function<double(const WatchedPath&)> statistic,
                                 double variance, std::string planted, double planted_variance) {
  expect_mean(
      std::move(what),
      [statistic = std::move(statistic)](const WatchedPath& path) {
        const double x = statistic(path);
        return x * x;
      },
      {variance, std::sqrt(2.0) * variance}, std::move(planted), planted_variance);
}

std::vector<Check> run_experiment(const Experiment& experiment,
                                  const VerificationOptions& options) {
  const auto paths = static_cast<std::uint64_t>(experiment.config.forecast.paths_per_draw);
  const Sums sums(experiment, (options.paths + paths - 1) / paths, options.threads);
  std::vector<Check> checks;
  for (std::size_t i = 0; i < experiment.probes.size(); ++i)
    checks.push_back(check_of(experiment.probes[i], sums.sample(i)));
  for (std::size_t i = 0; i < experiment.distances.size(); ++i)
    checks.push_back(check_of(experiment.distances[i], sums.histogram(i)));
  for (Check& check : checks) check.group = experiment.group;
  return checks;
}

double normal_share(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

}  // namespace racecast::verification
