#include "host/inference/probability.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {
namespace {

constexpr int paths = 32;

/// Events of each draw: binomial with a probability that is beta-distributed over draws, of mean p
/// and correlation rho between the paths of a draw.
std::vector<std::uint64_t> beta_binomial(std::mt19937_64& random, double p, double rho, int draws) {
  const double total = (1 - rho) / rho;
  std::gamma_distribution<> first(p * total), second((1 - p) * total);
  std::vector<std::uint64_t> events;
  for (int draw = 0; draw < draws; ++draw) {
    const double a = first(random), b = second(random);
    const double share = a + b > 0 ? a / (a + b) : 0;
    events.push_back(
        static_cast<std::uint64_t>(std::binomial_distribution<>(paths, share)(random)));
  }
  return events;
}

ClusterSample by_odds(const std::vector<std::uint64_t>& events) {
  std::vector<std::uint64_t> odds(paths + 1);
  for (const std::uint64_t k : events) ++odds[k];
  return sample_of_odds(odds);
}

ClusterSample by_batches(const std::vector<std::uint64_t>& events) {
  std::vector<std::uint64_t> counts(outcome_batches), trajectories(outcome_batches);
  for (std::size_t draw = 0; draw < events.size(); ++draw) {
    counts[draw % outcome_batches] += events[draw];
    trajectories[draw % outcome_batches] += paths;
  }
  return sample_of_batches(counts, trajectories, paths);
}

/// The planted mistake: paths taken as independent.
Probability naive_interval(const ClusterSample& sample) {
  Probability p;
  const auto events = static_cast<double>(sample.events),
             n = static_cast<double>(sample.trajectories);
  p.low = clopper_pearson_low(events, n);
  p.high = clopper_pearson_high(events, n);
  return p;
}

struct Coverage {
  double odds = 0, batches = 0, naive = 0;
  double width = 0;  ///< mean of the intervals by odds
};

Coverage coverage(double p, double rho, int draws, int replicates) {
  std::mt19937_64 random(20260101);
  Coverage covered;
  const auto share = [&](const Probability& interval) {
    return (interval.low <= p && p <= interval.high ? 1.0 : 0.0) / replicates;
  };
  for (int i = 0; i < replicates; ++i) {
    const std::vector<std::uint64_t> events = beta_binomial(random, p, rho, draws);
    const Probability odds = cluster_interval(by_odds(events));
    covered.odds += share(odds);
    covered.batches += share(cluster_interval(by_batches(events)));
    covered.naive += share(naive_interval(by_odds(events)));
    covered.width += (odds.high - odds.low) / replicates;
  }
  return covered;
}

}  // namespace

TEST_CASE("Clopper-Pearson bounds are where the binomial tails are 2.5 %", "[results]") {
  const auto at_least = [](int k, int n, double p) {
    double sum = 0;
    for (int i = k; i <= n; ++i)
      sum += std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1) +
                      i * std::log(p) + (n - i) * std::log1p(-p));
    return sum;
  };
  for (const auto& [k, n] : {std::pair(1, 10), {5, 10}, {9, 10}, {10, 100}, {1, 1000}}) {
    CHECK(at_least(k, n, clopper_pearson_low(k, n)) == Approx(0.025).epsilon(1e-8));
    CHECK(1 - at_least(k + 1, n, clopper_pearson_high(k, n)) == Approx(0.025).epsilon(1e-8));
  }
  CHECK(clopper_pearson_low(0, 10) == 0);
  CHECK(clopper_pearson_high(10, 10) == 1);
}

TEST_CASE("95 % intervals cover, and those that ignore the draws do not", "[results]") {
  struct World {
    double p, rho;
    int draws;
  };
  // At 95 % a count of 1000 replicates falls below 916 with probability 1e-6.
  constexpr int replicates = 1000;
  constexpr double floor = 0.916;
  for (const World& world :
       {World{1e-4, 0.5, 4000}, World{1e-4, 0.1, 4000}, World{0.01, 0.3, 1000},
        World{0.01, 0.3, 3000}, World{0.5, 0.3, 500}, World{0.5, 0.3, 2500}, World{0.5, 0.3, 10}}) {
    const Coverage covered = coverage(world.p, world.rho, world.draws, replicates);
    CAPTURE(world.p, world.rho, world.draws, covered.odds, covered.batches, covered.naive);
    CHECK(covered.odds >= floor);
    CHECK(covered.batches >= floor);
    CHECK(covered.naive < floor);
  }
}

TEST_CASE("intervals are no wider than they must be", "[results]") {
  const double p = 0.5, rho = 0.3;
  const int draws = 500;
  const double deviation = std::sqrt(p * (1 - p) * (1 + (paths - 1) * rho) / (paths * draws));
  const double ratio = coverage(p, rho, draws, 300).width / (2 * 1.96 * deviation);
  CHECK(ratio > 0.97);
  CHECK(ratio < 1.05);
}

TEST_CASE("without an event the draws are the sample", "[results]") {
  for (const int draws : {1, 10, 3000}) {
    const double bound = 1 - std::pow(0.025, 1.0 / draws);
    const std::vector<std::uint64_t> none(static_cast<std::size_t>(draws), 0),
        all(static_cast<std::size_t>(draws), paths);
    for (const auto& sample_of : {by_odds, by_batches}) {
      const Probability never = cluster_interval(sample_of(none));
      CHECK(never.estimate == 0);
      CHECK(never.low == 0);
      CHECK(never.high == Approx(bound).epsilon(1e-12));
      CHECK(never.effective == draws);
      const Probability always = cluster_interval(sample_of(all));
      CHECK(always.estimate == 1);
      CHECK(always.low == Approx(1 - bound).epsilon(1e-12));
      CHECK(always.high == 1);
    }
  }
}

TEST_CASE("the first event does not shrink the interval", "[results]") {
  std::vector<std::uint64_t> events(1000, 0);
  const double none = cluster_interval(by_odds(events)).high;
  events[0] = 1;
  CHECK(cluster_interval(by_odds(events)).high >= none * (1 - 1e-12));
  events.assign(1000, paths);
  const double all = cluster_interval(by_odds(events)).low;
  events[0] = paths - 1;
  CHECK(cluster_interval(by_odds(events)).low <= all * (1 + 1e-12));
}

TEST_CASE("a single draw knows next to nothing", "[results]") {
  const Probability p = cluster_interval(by_odds({16}));
  CHECK(p.low < 0.05);
  CHECK(p.high > 0.95);
  CHECK(p.effective == 1);
}

TEST_CASE("draws that agree in all their paths count as one trajectory each", "[results]") {
  std::vector<std::uint64_t> events(400, 0);
  for (std::size_t i = 0; i < 200; ++i) events[i] = paths;
  const Probability p = cluster_interval(by_odds(events));
  CHECK(p.estimate == 0.5);
  CHECK(p.effective == Approx(399));
  CHECK(p.design_effect == Approx(paths * 400 / 399.0));
}

TEST_CASE("draws that say nothing of their paths count in full", "[results]") {
  const Probability p = cluster_interval(by_odds(std::vector<std::uint64_t>(500, 8)));
  CHECK(p.effective == 500 * paths);
  CHECK(p.design_effect == 1);
}

TEST_CASE("batches of one draw give the variance between draws", "[results]") {
  std::mt19937_64 random(7);
  const std::vector<std::uint64_t> events = beta_binomial(random, 0.3, 0.2, 900);
  const ClusterSample odds = by_odds(events), batches = by_batches(events);
  CHECK(batches.variance == Approx(odds.variance).epsilon(1e-10));
  CHECK(batches.degrees == odds.degrees);
  CHECK(batches.draws == odds.draws);
  CHECK(batches.events == odds.events);
}

TEST_CASE("batches of unequal size give the same variance on average", "[results]") {
  std::mt19937_64 random(8);
  const double p = 0.3, rho = 0.2;
  const int draws = 1500, replicates = 400;
  double mean = 0;
  for (int i = 0; i < replicates; ++i)
    mean += by_batches(beta_binomial(random, p, rho, draws)).variance / replicates;
  // One estimate has a relative deviation of about sqrt(2 / 1023): of the mean, 0.22 %.
  CHECK(mean == Approx(p * (1 - p) * (1 + (paths - 1) * rho) / (paths * draws)).epsilon(0.015));
}

TEST_CASE("each outcome of a result has its count and an interval around it", "[results]") {
  const Result result = synthetic::random_result();
  const std::vector<std::uint64_t> counts = outcome_counts(result);
  for (int threshold = 0; threshold < 2; ++threshold) {
    double sum = 0;
    for (int outcome = 0; outcome < outcome_count; ++outcome) {
      const Probability p = outcome_probability(result, threshold, static_cast<Outcome>(outcome));
      CHECK(p.count == counts[static_cast<std::size_t>(threshold * outcome_count + outcome)]);
      CHECK(p.low < p.estimate);
      CHECK(p.high > p.estimate);
      CHECK(p.effective <= static_cast<double>(result.trajectories()));
      sum += p.estimate;
    }
    CHECK(sum == Approx(1));
  }
}

}  // namespace racecast
