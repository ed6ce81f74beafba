#include "verification/closed_forms/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "host/inference/parallel.hpp"

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

std::size_t bin_of(double share) {
  return static_cast<std::size_t>(std::clamp(static_cast<int>(share * bins), 0, bins - 1));
}

/// Counts the bins of both distributions of each path that has the statistic.
void count_bins(const DistanceProbe& probe, const StatePaths& seen, std::mutex& mutex,
                Histogram& histogram) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t path = 0; path < seen.paths; ++path) {
    const double value = probe.statistic({seen, path});
    if (!std::isnan(value))
      found.push_back({bin_of(probe.cdf(value)), bin_of(probe.planted_cdf(value))});
  }
  const std::scoped_lock lock(mutex);
  for (const auto& [law, twin] : found) ++histogram.law[law], ++histogram.twin[twin];
}

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

Check check_of(const DistanceProbe& probe, const Histogram& histogram) {
  Check check{.what = probe.what, .limit = ks_limit, .planted = probe.planted};
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

std::vector<Sample> sums_of_chunks(
    std::uint64_t all, std::uint64_t size, int threads, std::size_t width,
    const std::function<void(std::uint64_t, std::uint64_t, std::vector<Sample>&)>& work) {
  std::vector<std::vector<Sample>> parts((all + size - 1) / size, std::vector<Sample>(width));
  for_each_in_parallel(parts.size(), threads, [&](std::size_t i) {
    work(i * size, std::min(size, all - i * size), parts[i]);
  });
  std::vector<Sample> sums(width);
  for (const std::vector<Sample>& part : parts)
    for (std::size_t i = 0; i < width; ++i) sums[i] += part[i];
  return sums;
}

Checks run_experiment(const Experiment& experiment, const VerificationOptions& options) {
  const Forecast forecast = experiment.config.forecast;
  std::vector<Histogram> histograms(experiment.distances.size());
  std::mutex mutex;
  const auto work = [&](std::uint64_t first, std::uint64_t draws, std::vector<Sample>& sums) {
    const StatePaths seen = run_state_paths(forecast, experiment.columns, first, draws);
    for (std::size_t path = 0; path < seen.paths; ++path) experiment.add({seen, path}, sums);
    for (std::size_t i = 0; i < histograms.size(); ++i)
      count_bins(experiment.distances[i], seen, mutex, histograms[i]);
  };
  Checks checks = experiment.checks(sums_of_chunks(
      options.draws_of(forecast), draws_at_once, options.threads, experiment.probes.size(), work));
  for (std::size_t i = 0; i < histograms.size(); ++i)
    checks.push_back(check_of(experiment.distances[i], histograms[i]));
  return grouped(std::move(checks), experiment.group);
}

Checks grouped(Checks checks, const std::string& group) {
  for (Check& check : checks) check.group = group;
  return checks;
}

double normal_share(double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; }

}  // namespace racecast::verification
