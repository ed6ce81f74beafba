// A run that ends by its precision.
#include "host/forecast/stopping.hpp"

#include <cmath>
#include <random>

#include "host/error.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/forecast/run.hpp"
#include "host/forecast/run_identity.hpp"
#include "host/inference/probability.hpp"
#include "tests/catch.hpp"
#include "tests/config/texts.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {
namespace {

/// Short paths of few processes: what is tested needs many draws.
Config stopped_question(const std::string& trajectories = "8_388_608") {
  const std::string growth =
      "growth = { dist = \"normal\", mean = 0.3, sd = 0.2, source = \"judgement\" }\n"
      "volatility = { dist = \"uniform\", low = 0.1, high = 0.4, source = \"judgement\" }\n";
  return parse_config(
      test::minimal_text(test::threshold_text("second", "\"1 to 4\"", "investment") +
                         test::channel_text("us", "a") + growth +
                         test::channel_text("cn", "b", "state") + growth),
      "short.toml",
      {{{"run.trajectories", trajectories},
        {"run.paths_per_draw", "8"},
        {"run.samples", "2"},
        {"run.horizon", "2026-10"},
        {"primary", "second"}}});
}

}  // namespace

TEST_CASE("looks come after 4, 8, 16 ... blocks, the last at the limit", "[stopping]") {
  const StoppingRule rule(40 * block_draws, 0.001);
  CHECK(rule.next_look(0) == 4 * block_draws);
  CHECK(rule.next_look(4 * block_draws) == 4 * block_draws);
  CHECK(rule.next_look(4 * block_draws + 1) == 8 * block_draws);
  CHECK(rule.next_look(33 * block_draws) == 40 * block_draws);
  CHECK(rule.text() == "until-ci 0.001");
  const StoppingRule none(1000, {});
  CHECK(none.next_look(0) == 1000);
  CHECK(none.text().empty());
}

TEST_CASE("a run ends at the first look that is precise, and says so", "[stopping]") {
  const Config config = stopped_question();
  const auto engine = make_cpu_engine();
  const Result loose = run_forecast(config, *engine, {.until_ci = 0.4});
  CHECK(loose.draws() == 4 * block_draws);
  CHECK_THAT(loose.provenance.stopping,
             ContainsSubstring("until-ci 0.4") && ContainsSubstring("after 4 blocks"));
  CHECK(loose.provenance.run_draws == loose.draws());
  CHECK(stopped_question(std::to_string(loose.trajectories())).resolved ==
        loose.provenance.config_resolved);
}

TEST_CASE("a finished run is what another limit would give only if its look ended it",
          "[stopping]") {
  const Config config = stopped_question();
  const auto engine = make_cpu_engine();
  const auto differs = [&](const Result& result, double half_width, const Config& asked) {
    RunOptions options;
    options.until_ci = half_width;
    return find_difference(result, identity_of(asked, options), options.until_ci);
  };
  const Result precise = run_forecast(config, *engine, {.until_ci = 0.4});
  CHECK_FALSE(differs(precise, 0.4, config));
  CHECK_FALSE(differs(precise, 0.4, stopped_question("16_777_216")));
  CHECK_THAT(differs(precise, 0.4, stopped_question("4096")).value_or(""),
             ContainsSubstring("at most 512"));
  const Config few = stopped_question("65_536");
  const Result limited = run_forecast(few, *engine, {.until_ci = 1e-6});
  CHECK_FALSE(differs(limited, 1e-6, few));
  CHECK_THAT(differs(limited, 1e-6, config).value_or(""),
             ContainsSubstring("8192 draws, and at most"));
}

TEST_CASE("what is done is never more than what is expected", "[stopping]") {
  StoppingRule rule(40 * block_draws, 1e-6);
  rule.reached(9 * block_draws);
  CHECK(rule.expected() == 16 * block_draws);
  rule.reached(5 * block_draws);
  CHECK(rule.expected() == 16 * block_draws);
}

TEST_CASE("a run until it is precise, interrupted at looks, is the same run", "[stopping]") {
  const Config config = stopped_question();
  const synthetic::TemporaryFolder folder;
  // Half of what four blocks reach: sixteen blocks.
  const auto engine = make_cpu_engine();
  const double reached = widest_half_width(run_forecast(config, *engine, {.until_ci = 0.4}));
  REQUIRE(reached > 0);
  RunOptions options;
  options.until_ci = reached / 1.9;
  const Result whole = run_forecast(config, *engine, options);
  CHECK(whole.draws() == 16 * block_draws);
  options.checkpoint =
      CheckpointPolicy{folder.file("out.h5"), 0.0, true, [](const std::string&) {}};
  int interruptions = 0;
  for (const std::uint64_t blocks : {3, 6, 12}) {
    try {
      std::atomic<bool> stop{false};
      const auto stop_after_blocks = [&](const Progress& now) {
        stop = now.draws_done >= blocks * block_draws;
      };
      run_forecast(config, *engine, options, {StopToken(stop), stop_after_blocks});
    } catch (const Error& error) {
      interruptions += error.kind() == ErrorKind::interrupted;
    }
  }
  CHECK(interruptions == 3);
  CHECK(outcome_digest(run_forecast(config, *engine, options)) == outcome_digest(whole));
}

TEST_CASE("the intervals of such runs cover, as those of other runs do", "[stopping]") {
  // Draws with probabilities of their own, as a run has them: p ~ Beta(2, 3), 8 paths each.
  std::mt19937_64 random(7);
  std::gamma_distribution<double> two(2), three(3);
  std::uniform_real_distribution<double> uniform;
  constexpr int runs = 400, paths = 8;
  constexpr double truth = 0.4;
  int covered = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<std::uint64_t> odds(paths + 1);
    Probability p;
    for (std::uint64_t draws = 0, look = 64; look <= 8192; look *= 2) {
      for (; draws < look; ++draws) {
        const double a = two(random), b = three(random);
        std::size_t wins = 0;
        for (int path = 0; path < paths; ++path) wins += uniform(random) < a / (a + b);
        ++odds[wins];
      }
      p = cluster_interval(sample_of_odds(odds));
      if ((p.high - p.low) / 2 <= 0.02) break;
    }
    covered += p.low <= truth && truth <= p.high;
  }
  // 95 % of 400 are 380, with a standard deviation of 4.4: six of them would be 353.
  CHECK(covered >= 353);
  CHECK(covered <= 399);
}

}  // namespace racecast
