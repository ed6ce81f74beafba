// One config, seed and range give one set of counts, however they are computed.
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "tests/support/mirror.hpp"
#include "tests/support/named_parameters.hpp"

namespace racecast {
namespace {

using Counts = std::vector<std::uint64_t>;

Counts sum(Counts a, const Counts& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

}  // namespace

TEST_CASE("counts do not depend on the instruction set", "[bits]") {
  for (const std::string& name : test::shipped_names()) {
    const Config config = test::shipped(name);
    const Forecast forecast = config.forecast;
    CpuOptions options;
    options.isa = static_cast<int>(CpuIsa::portable);
    const Counts reference = test::run_cpu(forecast, {0, 16}, options);
    for (const CpuIsa isa : usable_isas()) {
      INFO(name << " " << isa_name(isa));
      options.isa = static_cast<int>(isa);
      CHECK(test::run_cpu(forecast, {0, 16}, options) == reference);
    }
  }
}

TEST_CASE("counts do not depend on threads", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const Counts one = test::run_cpu(forecast, {0, 512}, {.threads = 1});
  CHECK(test::run_cpu(forecast, {0, 512}, {.threads = 2}) == one);
  CHECK(test::run_cpu(forecast, {0, 512}, {.threads = 5}) == one);
}

namespace {

/// The counts of `range` in `shards` runs, added up.
Counts sharded(const Forecast& forecast, Range range, const CpuOptions& options,
               std::uint64_t shards) {
  Counts total(static_cast<std::size_t>(layout_of(forecast).size()));
  for (std::uint64_t i = 0; i < shards; ++i) {
    const std::uint64_t first = range.draws * i / shards, last = range.draws * (i + 1) / shards;
    total = sum(std::move(total),
                test::run_cpu(forecast, {range.first_draw + first, last - first}, options));
  }
  return total;
}

}  // namespace

TEST_CASE("counts do not depend on threads, chunks and shards together", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const Counts whole = test::run_cpu(forecast, {3, 70}, {.threads = 1});
  for (const int threads : {1, 2, 3})
    for (const std::uint64_t chunk : {1, 5, 64})
      for (const std::uint64_t shards : {1, 2, 7}) {
        INFO(threads << " threads, chunks of " << chunk << ", " << shards << " shards");
        const CpuOptions options{.threads = threads, .chunk_draws = chunk};
        CHECK(sharded(forecast, {3, 70}, options, shards) == whole);
      }
}

// What golden_test.cpp compares with the committed digests is one run each; here the same
// forecasts, a fifth of the seeds of each config, are cut in as many ways.
TEST_CASE("every shipped config gives one digest however it is cut", "[bits]") {
  constexpr std::uint64_t chunks[] = {1, 2, 3, 50};
  std::uint64_t first_seed = 0;
  for (const std::string& name : test::shipped_names()) {
    first_seed = first_seed % 5 + 1;
    const Config config = test::shipped(name);
    Forecast forecast = config.forecast;
    int different = 0;
    for (std::uint64_t seed = first_seed; seed <= 20; seed += 5) {
      forecast.seed = seed;
      const Counts whole = test::run_cpu(forecast, {0, 5}, {.threads = 1});
      const CpuOptions options{.threads = 1 + static_cast<int>(seed % 3),
                               .chunk_draws = chunks[seed % 4]};
      different += sharded(forecast, {0, 5}, options, 1 + seed % 5) != whole;
    }
    INFO(name);
    CHECK(different == 0);
  }
}

TEST_CASE("ranges add up", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const Counts whole = test::run_cpu(forecast, {100, 300});
  const Counts parts = sum(test::run_cpu(forecast, {100, 17}), test::run_cpu(forecast, {117, 283}));
  CHECK(parts == whole);
  CHECK(test::run_cpu(forecast, {100, 0}) == Counts(whole.size(), 0));
}

TEST_CASE("seeds and replicates change the counts", "[bits]") {
  const Config config = test::shipped("quick.toml");
  Forecast forecast = config.forecast;
  const Counts first = test::run_cpu(forecast, {0, 64});
  forecast.seed += 1;
  CHECK(test::run_cpu(forecast, {0, 64}) != first);
  forecast.seed -= 1;
  forecast.replicate = 1;
  CHECK(test::run_cpu(forecast, {0, 64}) != first);
}

TEST_CASE("every number of paths a draw counts each path once", "[bits]") {
  for (const int paths : {8, 16, 32, 64, 96}) {
    const Config config =
        test::shipped("quick.toml", {.set = {{"run.paths_per_draw", std::to_string(paths)}}});
    const Forecast forecast = config.forecast;
    const CountsLayout at = layout_of(forecast);
    const Counts counts = test::run_cpu(forecast, {0, 50});
    const auto total = [&](std::int64_t first, std::int64_t size) {
      std::uint64_t n = 0;
      for (std::int64_t i = first; i < first + size; ++i) n += counts[static_cast<std::size_t>(i)];
      return n;
    };
    const auto thresholds = static_cast<std::uint64_t>(at.thresholds);
    const std::uint64_t all = 50 * static_cast<std::uint64_t>(paths) * thresholds;
    INFO(paths << " paths a draw");
    CHECK(total(0, at.joint_size()) == all);
    CHECK(total(at.odds(0, 0), at.odds_size()) == 50 * thresholds);
    CHECK(total(at.event_outcome(0, 0, 0), at.event_outcome_size()) == all);
    CHECK(total(at.outcome_batch(0, 0, 0), at.outcome_batch_size()) == all);
    CHECK(total(at.arrival_batch(0, 0, 0, 0), at.arrival_batch_size()) == 2 * all);
    CpuOptions portable{.threads = 1, .isa = static_cast<int>(CpuIsa::portable)};
    CHECK(test::run_cpu(forecast, {0, 50}, portable) == counts);
  }
}

TEST_CASE("a draw counts in the batch of its number", "[bits][batches]") {
  const Config config = test::shipped("quick.toml", {.set = {{"run.horizon_months", "12"}}});
  const Forecast forecast = config.forecast;
  const CountsLayout at = layout_of(forecast);
  const std::uint64_t first = 1000, draws = 100;
  const Counts counts = test::run_cpu(forecast, {first, draws});
  const auto count = [&](std::int64_t cell) { return counts[static_cast<std::size_t>(cell)]; };
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  std::vector<std::uint64_t> outcomes(outcome_batches), arrivals(arrival_batches);
  for (std::uint64_t draw = first; draw < first + draws; ++draw) {
    outcomes[draw % outcome_batches] += paths;
    arrivals[draw % arrival_batches] += paths;
  }
  for (int batch = 0; batch < outcome_batches; ++batch) {
    std::uint64_t seen = 0;
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      seen += count(at.outcome_batch(batch, 0, outcome));
    REQUIRE(seen == outcomes[static_cast<std::size_t>(batch)]);
  }
  for (int batch = 0; batch < arrival_batches; ++batch) {
    std::uint64_t seen = 0;
    for (int month = 0; month < at.months(); ++month)
      seen += count(at.arrival_batch(batch, 0, cn, month));
    REQUIRE(seen == arrivals[static_cast<std::size_t>(batch)]);
  }
}

TEST_CASE("trajectory numbers go past 2^32 and up to 2^40", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const auto paths = static_cast<std::uint64_t>(forecast.paths_per_draw);
  const Counts low = test::run_cpu(forecast, {5, 40});
  const Counts high = test::run_cpu(forecast, {5 + (std::uint64_t{1} << 32) / paths, 40});
  const Counts last = test::run_cpu(forecast, {max_trajectories / paths - 40, 40});
  CHECK(low != high);
  CHECK(low != last);
  CHECK(high != last);
}

TEST_CASE("exchanging the nations mirrors every count bit for bit", "[bits][mirror]") {
  for (const std::string& name : test::shipped_names()) {
    const Config config = test::shipped(name);
    const Forecast forecast = config.forecast;
    const OwnForecast mirror = test::mirrored(forecast);
    const CountsLayout at = layout_of(forecast);
    const Counts given = test::run_cpu(forecast, {0, 50});
    const Counts seen = test::run_cpu(mirror.forecast, {0, 50});
    const auto get = [](const Counts& c, std::int64_t i) { return c[static_cast<std::size_t>(i)]; };
    int different = 0, filled = 0;
    const auto compare = [&](std::int64_t a, std::int64_t b) {
      different += get(given, a) != get(seen, b);
      filled += get(given, a) != 0;
    };
    constexpr int mirrored_outcome[outcome_count] = {cn_first, us_first, same_month, neither};
    for (int t = 0; t < at.thresholds; ++t) {
      for (int a = 0; a < at.months(); ++a)
        for (int b = 0; b < at.months(); ++b) compare(at.joint(t, a, b), at.joint(t, b, a));
      for (int outcome = 0; outcome < outcome_count; ++outcome) {
        for (int events = 0; events < event_patterns; ++events) {
          const int busts = (events & 1) << 1 | (events & 2) >> 1;
          compare(at.event_outcome(t, events, outcome),
                  at.event_outcome(t, (events & ~3) | busts, mirrored_outcome[outcome]));
        }
        for (int batch = 0; batch < outcome_batches; ++batch)
          compare(at.outcome_batch(batch, t, outcome),
                  at.outcome_batch(batch, t, mirrored_outcome[outcome]));
      }
      for (int batch = 0; batch < arrival_batches; ++batch)
        for (int month = 0; month < at.months(); ++month)
          compare(at.arrival_batch(batch, t, us, month), at.arrival_batch(batch, t, cn, month));
    }
    INFO(name);
    CHECK(different == 0);
    CHECK(filled > 20);
    CHECK(seen != given);
  }
}

TEST_CASE("the order of thresholds moves no count", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast given = config.forecast;
  OwnForecast own(given);
  Forecast& turned = own.forecast;
  Parameters fixed = test::fixed_of(given);
  const int n = given.threshold_count;
  constexpr int first = offsetof(Parameters, threshold) / sizeof(float);
  for (int i = 0; i < n; ++i) {
    turned.threshold[n - 1 - i] = given.threshold[i];
    fixed.threshold[n - 1 - i] = test::fixed_of(given).threshold[i];
  }
  test::set_fixed(own, fixed);
  turned.primary = n - 1 - given.primary;
  for (Prior& prior : own.tables.priors)
    if (prior.slot >= first) prior.slot = 2 * first + n - 1 - prior.slot;
  const Counts a = test::run_cpu(given, {0, 200}), b = test::run_cpu(turned, {0, 200});
  const CountsLayout at = layout_of(given);
  const std::int64_t cells = at.joint_size() / at.thresholds;
  int different = 0;
  for (int t = 0; t < n; ++t)
    for (std::int64_t i = 0; i < cells; ++i)
      different += a[static_cast<std::size_t>(t * cells + i)] !=
                   b[static_cast<std::size_t>((n - 1 - t) * cells + i)];
  CHECK(different == 0);
  CHECK(a != b);
}

TEST_CASE("other thresholds leave a threshold's counts alone", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast all = config.forecast;
  OwnForecast own(all);
  Forecast& alone = own.forecast;
  Parameters fixed = test::fixed_of(all);
  // Keep only the primary threshold, on which escalations depend, at the first place.
  const int kept = all.primary;
  alone.threshold_count = 1;
  alone.threshold[0] = all.threshold[kept];
  fixed.threshold[0] = fixed.threshold[kept];
  test::set_fixed(own, fixed);
  alone.primary = 0;
  std::size_t priors = 0;
  constexpr int first = offsetof(Parameters, threshold) / sizeof(float);
  for (int i = 0; i < all.prior_count; ++i) {
    Prior prior = all.prior[i];
    if (prior.slot == first + kept)
      prior.slot = first;
    else if (prior.slot >= first)
      continue;
    own.tables.priors[priors++] = prior;
  }
  alone.prior_count = static_cast<std::int32_t>(priors);
  const Counts wide = test::run_cpu(all, {0, 200}), narrow = test::run_cpu(alone, {0, 200});
  const CountsLayout at = layout_of(all), at_alone = layout_of(alone);
  int different = 0;
  for (int a = 0; a < at.months(); ++a)
    for (int b = 0; b < at.months(); ++b)
      different += wide[static_cast<std::size_t>(at.joint(kept, a, b))] !=
                   narrow[static_cast<std::size_t>(at_alone.joint(0, a, b))];
  CHECK(different == 0);
}

TEST_CASE("a stopped run says so", "[bits]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.forecast;
  Counts counts(static_cast<std::size_t>(layout_of(forecast).size()));
  // As many draws as it says, and those the first.
  std::atomic<bool> stop{false};
  const RunControl control{StopToken(stop),
                           [&](std::uint64_t, std::span<const std::uint64_t>) { stop = true; }};
  const std::uint64_t done = make_cpu_engine()->run(forecast, {0, 1u << 20}, counts, control);
  CHECK(done < 1u << 20);
  CHECK(counts == test::run_cpu(forecast, {0, done}));
}

}  // namespace racecast
