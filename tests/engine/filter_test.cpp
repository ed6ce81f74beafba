// The particle filter: the mean over paths where there is one date, and unbiased where there are
// more.
#include <cmath>

#include "host/calibrate/target.hpp"
#include "tests/catch.hpp"
#include "verification/posteriors/simulated_history.hpp"

namespace racecast {
namespace {

const Config& small() {
  static const Config config = parse_config(verification::small_config(0.25), "small.toml");
  return config;
}

/// A history of a world of the priors.
History simulated(std::uint64_t draw) {
  History history = verification::small_history();
  const Target truth(small(), history, 32, {}, 7u);
  verification::simulate(small(), truth.standard_scores(draw, 1), draw, history);
  return history;
}

/// Mean of e^(log - shift), and its standard error.
struct Mean {
  double value = 0, error = 0;
};
Mean mean_of(const std::vector<double>& logs, double shift) {
  double sum = 0, squares = 0;
  for (const double log : logs) {
    const double e = std::exp(log - shift);
    sum += e;
    squares += e * e;
  }
  const double n = static_cast<double>(logs.size()), mean = sum / n;
  return {mean, std::sqrt((squares / n - mean * mean) / n)};
}

/// `count` times the same world, each with paths of its own.
std::vector<float> repeated(const Target& target, std::size_t count) {
  const std::vector<float> one = target.standard_scores(4, 1);
  std::vector<float> all;
  for (std::size_t i = 0; i < count; ++i) all.insert(all.end(), one.begin(), one.end());
  return all;
}

}  // namespace

TEST_CASE("with one date a filter is the mean over paths", "[filter]") {
  History history = simulated(1);
  std::erase_if(history.observations, [](const Observation& each) { return each.month != 36; });
  REQUIRE(history.observations.size() == 3);
  const Target target(small(), history, 96, {});
  const std::vector<float> z = target.standard_scores(0, 20);
  const std::vector<double> filtered = target.filter(z, 0);
  const std::vector<double> mean = target.evaluate(z, 0).log_likelihood;
  for (std::size_t i = 0; i < 20; ++i) {
    INFO(i);
    CHECK(filtered[i] == Approx(mean[i]).epsilon(1e-4).margin(2e-3));
  }
}

TEST_CASE("a filter estimates what the mean over paths does, with less noise", "[filter]") {
  const History history = simulated(1);
  const Target target(small(), history, 128, {}), many(small(), history, 4096, {});
  const std::vector<double> filtered = target.filter(repeated(target, 1500), 0);
  const std::vector<double> mean = many.evaluate(repeated(many, 300), 0).log_likelihood;
  const std::vector<double> few = target.evaluate(repeated(target, 1500), 0).log_likelihood;
  double shift = 0;
  for (const double log : filtered) shift += log / 1500;
  const Mean by_filter = mean_of(filtered, shift), by_mean = mean_of(mean, shift);
  INFO(by_filter.value << " +- " << by_filter.error << ", " << by_mean.value << " +- "
                       << by_mean.error);
  CHECK(std::abs(by_filter.value - by_mean.value) < 5 * std::hypot(by_filter.error, by_mean.error));
  CHECK(by_filter.error < 0.1 * by_filter.value);  // or the comparison would mean little
  CHECK(by_mean.error < 0.15 * by_mean.value);
  CHECK(by_filter.error < 0.5 * mean_of(few, shift).error);

  // A planted bug, errors of a series that are not shared, is seen.
  History wrong = history;
  for (Series& each : wrong.series) each.coverage_error = 0;
  const Target of_wrong(small(), wrong, 128, {});
  const Mean off = mean_of(of_wrong.filter(repeated(of_wrong, 1500), 0), shift);
  CHECK(std::abs(off.value - by_mean.value) > 5 * std::hypot(off.error, by_mean.error));
}

TEST_CASE("every instruction set and number of threads filters to the same bits",
          "[filter][bits]") {
  const History history = simulated(2);
  const auto logs = [&](const CpuOptions& cpu) {
    const Target target(small(), history, 96, cpu);
    return target.filter(target.standard_scores(0, 40), 0);
  };
  const std::vector<double> reference =
      logs({.threads = 1, .isa = static_cast<int>(CpuIsa::portable)});
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    CHECK(logs({.threads = 3, .isa = static_cast<int>(isa)}) == reference);
  }
}

}  // namespace racecast
