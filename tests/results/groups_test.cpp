// Fan charts, single draws and samples: they are what the trajectories did, and a file keeps them.
#include <algorithm>
#include <cmath>
#include <set>

#include "host/forecast/run.hpp"
#include "host/result/axes.hpp"
#include "host/result/count_tables.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/group_fields.hpp"
#include "host/results/result_file.hpp"
#include "kernels/engine/draw_parameters.hpp"
#include "kernels/engine/trace.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

Config small_config(const std::string& samples = "5") {
  return shipped(
      "quick.toml",
      {{{"run.trajectories", "3200"}, {"run.paths_per_draw", "32"}, {"run.samples", samples}}});
}

Result result_of_config(const Config& config, std::uint64_t first_draw = 0) {
  const auto engine = make_cpu_engine();
  RunOptions options;
  options.first_draw = first_draw;
  return run_forecast(config, *engine, options);
}

bool equal_groups(const Result& a, const Result& b) {
  return a.fan == b.fan && a.draw_outcomes == b.draw_outcomes && a.samples == b.samples &&
         outcome_digest(a) == outcome_digest(b);
}

/// The level's quantile of the traced paths themselves.
double exact_quantile(std::vector<float> values, double level) {
  std::sort(values.begin(), values.end());
  const double wanted = std::ceil(level * static_cast<double>(values.size()));
  return values[static_cast<std::size_t>(std::max(wanted, 1.0)) - 1];
}

}  // namespace

TEST_CASE("groups are read as they were written", "[results]") {
  const synthetic::TemporaryFolder folder;
  const std::string path = folder.file("result.h5");
  for (const char* samples : {"0", "5", "1000"}) {
    const Result result = result_of_config(small_config(samples), 77);
    CHECK(result.samples.size() == std::min<std::size_t>(std::stoul(samples), 100));
    write_result(path, result);
    const Result read = read_result(path);
    CHECK(equal_groups(read, result));
    CHECK(outcome_digest(read) == outcome_digest(result));
    const DigestedResult alone = read_counts_alone(path);
    CHECK(alone.result.counts == result.counts);
    CHECK(alone.digest == outcome_digest(result));
    CHECK(alone.result.fan.empty());
    CHECK(alone.result.samples.size() == 0);
  }
}

TEST_CASE("the digest sees fans, draws and samples", "[results]") {
  const Result result = result_of_config(small_config());
  const std::string digest = outcome_digest(result);
  const auto differs = [&](auto change) {
    Result other = result;
    change(other);
    return outcome_digest(other) != digest;
  };
  CHECK(differs([](Result& r) { ++r.fan.at(3, cn, 2).counts.front(); }));
  CHECK(differs([](Result& r) { ++r.fan.at(3, cn, 2).first; }));
  CHECK(differs([](Result& r) { ++r.draw_outcomes.paths[17]; }));
  CHECK(differs([](Result& r) { r.samples.metrics[99] = -r.samples.metrics[99]; }));
  CHECK(differs([](Result& r) { r.samples.given[1] += 1; }));
  CHECK(differs([](Result& r) { ++r.samples.events[5]; }));
  CHECK(differs([](Result& r) { ++r.samples.arrivals[5]; }));
}

TEST_CASE("a broken fan, draw or sample is found", "[results]") {
  const Result result = result_of_config(small_config());
  REQUIRE_FALSE(find_violation(result));
  const auto broken = [&](auto change) {
    Result other = result;
    change(other);
    return find_violation(other).value_or("");
  };
  using Catch::Contains;
  CHECK_THAT(broken([](Result& r) { ++r.fan.at(3, cn, 2).counts.front(); }), Contains("fan"));
  CHECK_THAT(broken([](Result& r) { r.fan.at(3, cn, 2).counts.push_back(0); }), Contains("fan"));
  CHECK_THAT(broken([](Result& r) { ++r.draw_outcomes.paths[17]; }), Contains("draw"));
  CHECK_THAT(broken([](Result& r) { r.draw_outcomes.paths.resize(40); }), Contains("draws"));
  CHECK_THAT(broken([](Result& r) {
               // Another draw: the paths of each still add up, and the outcomes do not.
               std::uint32_t* row = r.draw_outcomes.paths.data();
               const auto from = std::find_if(row, row + 4, [](auto n) { return n > 0; });
               --*from;
               ++row[from == row ? 1 : 0];
             }),
             Contains("joint_count"));
  CHECK_THAT(broken([](Result& r) { ++r.samples.trajectories[2]; }), Contains("path 0"));
  CHECK_THAT(broken([](Result& r) { r.samples.metrics.pop_back(); }), Contains("sizes"));
  CHECK_THAT(broken([](Result& r) { r.samples.events[2] = 256; }), Contains("event"));
  CHECK_THAT(broken([](Result& r) { r.samples.arrivals[2] = r.layout.months(); }),
             Contains("horizon"));
  CHECK_THAT(broken([](Result& r) { r.samples.outcomes[0] = (r.samples.outcomes[0] + 1) % 4; }),
             Contains("outcome"));
}

TEST_CASE("quantiles of a fan are those of the paths, within the stated error", "[results]") {
  const Config config = small_config();
  const Result result = result_of_config(config);
  const Forecast forecast = config.forecast;
  std::vector<Trace> traces;
  for (std::uint64_t draw = 0; draw < 100; ++draw)
    traces.push_back(trace(forecast, draw * 32 + draw % 32));  // path draw mod 32
  int wrong_level = 0;
  for (int metric = 0; metric < metric_count; ++metric)
    for (const int month : {0, 1, forecast.horizon}) {
      std::vector<float> values;
      for (const Trace& each : traces) values.push_back(each.metric(month, cn, metric));
      const FanSeries& series = result.fan.at(month, cn, metric);
      const std::vector<double> fans = fan_quantiles(series, metric, fan_levels);
      for (std::size_t i = 0; i < fans.size(); ++i) {
        const double level = fan_levels[i], fan = fans[i];
        CAPTURE(metric_rows[metric].name, month, level);
        const double exact = exact_quantile(values, level);
        CHECK(fan == fan_quantile(series, metric, level));
        CHECK(std::fabs(fan - exact) <= fan_relative_error * exact);
        const double other = exact_quantile(values, level > 0.5 ? level - 0.06 : level + 0.06);
        wrong_level += std::fabs(fan - other) > fan_relative_error * other;
      }
    }
  CHECK(wrong_level > 100);  // a level that is wrong by 0.06 would be seen
}

TEST_CASE("the rows of draws are what their paths did", "[results]") {
  const Config config = small_config();
  const Forecast forecast = config.forecast;
  const Result result = result_of_config(config, 5000);
  for (const std::uint64_t row : {0u, 41u, 99u}) {
    std::vector<std::uint32_t> counted(result.draw_outcomes.row_size());
    for (std::uint64_t path = 0; path < 32; ++path) {
      const Trace seen = trace(forecast, (5000 + row) * 32 + path);
      for (std::size_t i = 0; i < seen.outcomes.size(); ++i)
        ++counted[i * outcome_count + static_cast<std::size_t>(seen.outcomes[i])];
    }
    const auto* kept = result.draw_outcomes.paths.data() + row * counted.size();
    CHECK(std::equal(counted.begin(), counted.end(), kept));
  }
}

TEST_CASE("rows of draws show neither threads nor chunks nor instruction sets", "[results]") {
  const Config config = shipped("quick.toml");
  const Forecast forecast = config.forecast;
  const Result one = result_of(*make_cpu_engine({1, -1, 16}), forecast, {9, 300}, 0);
  for (const CpuIsa isa : usable_isas()) {
    const Result other =
        result_of(*make_cpu_engine({2, static_cast<int>(isa), 7}), forecast, {9, 300}, 0);
    CHECK(other.draw_outcomes == one.draw_outcomes);
  }
}

TEST_CASE("no more than a logical block of draws is kept", "[results]") {
  const DrawOutcomes kept(2, 7, block_draws + 5);
  CHECK(kept.draws() == block_draws);
  DrawOutcomes rows(2, 7, 3);
  CHECK(rows.rows().row(6, 2) == nullptr);
  CHECK(rows.rows().row(7, 2) == rows.paths.data());
  CHECK(rows.rows().row(9, 2) == rows.paths.data() + 2 * rows.row_size());
  CHECK(rows.rows().row(10, 2) == nullptr);
}

TEST_CASE("the parameters of a draw are those of its paths", "[results]") {
  const Config config = shipped("baseline.toml", {{{"run.horizon_months", "12"}}});
  const Forecast forecast = config.forecast;
  for (const std::uint64_t draw : {0u, 1u, 31249u}) {
    const DrawParameters alone = draw_parameters(forecast, draw);
    const bool equal = alone.given == trace(forecast, draw * 32).given;
    CHECK(equal);
    CHECK(alone.scores.size() == static_cast<std::size_t>(forecast.prior_count));
    CHECK_FALSE((alone.scores == draw_parameters(forecast, draw + 1).scores));
  }
}

TEST_CASE("every sampled parameter has its name and its value", "[results]") {
  const Config config = small_config();
  const Result result = result_of_config(config);
  const std::size_t count = result.samples.parameters.size();
  REQUIRE(count == static_cast<std::size_t>(config.forecast.prior_count));
  std::size_t i = 0;
  for (const ConfigParameter& parameter : config.parameters) {
    if (parameter.slot < 0 || parameter.is_constant()) continue;
    CAPTURE(parameter.path);
    CHECK(result.samples.parameters[i].path == parameter.path);
    CHECK(parameter.slot == config.forecast.prior[i].slot);
    const double scale = result.samples.parameters[i].scale;
    for (std::size_t sample = 0; sample < result.samples.size(); ++sample) {
      const double value = static_cast<double>(result.samples.given[sample * count + i]) * scale;
      CHECK(value >= parameter.quantile(-6.6) * (1 - 1e-3) - 1e-3);
      CHECK(value <= parameter.quantile(6.6) * (1 + 1e-3) + 1e-3);
    }
    ++i;
  }
}

TEST_CASE("the rows of the table of groups have names of their own", "[results]") {
  std::set<std::string> names;
  for (const GroupField& field : group_fields()) {
    CHECK(names.insert(std::string(field.group) + '/' + field.name).second);
    CHECK(std::string(field.long_name) != "");
  }
  CHECK(engine_unit(metric_training_compute) == "1e24 FLOP");
  CHECK(engine_unit(metric_ai_power) == "GW");
}

TEST_CASE("sums agree exactly in a file of every shipped config", "[results]") {
  const synthetic::TemporaryFolder folder;
  for (const std::string& name : shipped_names()) {
    CAPTURE(name);
    const Config config = shipped(name, {{{"run.trajectories", "640"}, {"run.samples", "1"}}});
    const Result result = result_of_config(config);
    CHECK_FALSE(find_violation(result));
    write_result(folder.file(name + ".h5"), result);
    CHECK(equal_groups(read_result(folder.file(name + ".h5")), result));
  }
}
