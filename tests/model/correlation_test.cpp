// Correlated priors as the engines draw them: their rank correlations, marginals and bits.
#include "host/config/correlation.hpp"

#include <cmath>
#include <cstring>

#include "host/toml/toml_reader.hpp"
#include "kernels/engine/lane_warp.hpp"
#include "kernels/model/forecast_tables.hpp"
#include "tests/catch.hpp"
#include "tests/config/texts.hpp"
#include "tests/support/named_parameters.hpp"
#include "tests/support/rank_correlation.hpp"

namespace racecast {
namespace {

using namespace racecast::test;

constexpr std::uint64_t correlation_draws = 200'000;
constexpr double most = 6.11, most_ks = 3.272;  // missed once in 1e9

/// A minimal config whose parameters `set` are as given, with `correlations` at the end.
Config config_with(const std::vector<std::pair<std::string, std::string>>& set,
                   const std::string& correlations) {
  ConfigOptions options;
  options.set = set;
  return parse_config(
      minimal_text(channel_text("us", "first") + channel_text("cn", "second") + correlations), "t",
      options);
}

const std::vector<std::pair<std::string, std::string>> priors = {
    {"us.power.growth", "{ dist = \"normal\", mean = 0.2, sd = 0.03 }"},
    {"cn.power.growth", "{ dist = \"normal\", mean = 0.5, sd = 0.05 }"},
    {"us.grid.hazard", "\"0.1 to 0.4\""},
    {"cn.grid.hazard", "{ dist = \"uniform\", low = 0.1, high = 0.9 }"},
    {"us.economy.growth", "{ dist = \"normal\", mean = 0.02, sd = 0.05, min = 0.0 }"},
    {"cn.economy.growth", "\"-0.01 to 0.08\""},
    {"us.investment.late_growth", "\"0.05 to 0.2\""},
    {"cn.investment.late_growth", "\"0.05 to 0.2\""},
    {"sentiment.reversion", "\"0.5 to 2\""},
    {"us.channel.first.growth", "\"0.1 to 0.5\""},
    {"cn.channel.second.volatility", "\"0.1 to 0.5\""},
    {"threshold.first_one.value", "\"2 to 9\""},
};

const std::string correlations = R"(
[[correlation]]
between = ["us.power.growth", "cn.power.growth"]
rank = 0.6
[[correlation]]
between = ["cn.grid.hazard", "us.grid.hazard"]
rank = -0.8
[[correlation]]
among = ["us.economy.growth", "cn.economy.growth", "us.investment.late_growth",
         "cn.investment.late_growth", "sentiment.reversion"]
rank = 0.3
[[correlation]]
among = ["us.channel.first.growth", "threshold.first_one.value", "cn.channel.second.volatility"]
matrix = [[1, 0.5, -0.4], [0.5, 1, 0], [-0.4, 0, 1]]
)";

struct Pair {
  const char* first;
  const char* second;
  double rank;
};
const Pair pairs[] = {
    {"us.power.growth", "cn.power.growth", 0.6},
    {"us.grid.hazard", "cn.grid.hazard", -0.8},
    {"us.economy.growth", "cn.economy.growth", 0.3},
    {"us.economy.growth", "us.investment.late_growth", 0.3},
    {"cn.economy.growth", "cn.investment.late_growth", 0.3},
    {"us.investment.late_growth", "cn.investment.late_growth", 0.3},
    {"sentiment.reversion", "us.economy.growth", 0.3},
    {"sentiment.reversion", "cn.investment.late_growth", 0.3},
    {"us.channel.first.growth", "threshold.first_one.value", 0.5},
    {"us.channel.first.growth", "cn.channel.second.volatility", -0.4},
    {"threshold.first_one.value", "cn.channel.second.volatility", 0.0},
    {"us.power.growth", "us.grid.hazard", 0.0},
};

int slot_of(const std::string& path) {
  static const ParameterPaths paths = [] {
    Diagnostics diagnostics;
    const std::string text = config_with({}, "").resolved;
    return ParameterPaths(*read_toml(text, diagnostics.file("t"), diagnostics));
  }();
  const ParameterAddress& at = *paths.find(path);
  return parameter_slot(*at.row, at.nation, 0);
}

template <class F>
Parameters sample(const Forecast& forecast, std::uint64_t draw) {
  LaneWarp<F> warp;
  Draw memory;
  sample_draw(warp, forecast, draw, memory);
  return memory.parameters;
}

/// Values of slots over the draws, as the engine samples them.
std::vector<std::vector<double>> values_of(const Forecast& forecast,
                                           const std::vector<int>& slots) {
  std::vector<std::vector<double>> values(slots.size());
  for (std::uint64_t draw = 0; draw < correlation_draws; ++draw) {
    const Parameters given = sample<FloatLanes>(forecast, draw);
    for (std::size_t i = 0; i < slots.size(); ++i)
      values[i].push_back(static_cast<double>(slot_value(given, slots[i])));
  }
  return values;
}

std::vector<double> values_of(const Forecast& forecast, const char* path) {
  return values_of(forecast, std::vector<int>{slot_of(path)})[0];
}

RankCorrelation sampled(const Forecast& forecast, const Pair& pair) {
  const auto values = values_of(forecast, {slot_of(pair.first), slot_of(pair.second)});
  return rank_correlation_of(values[0], values[1]);
}

Prior& prior_of(OwnForecast& own, const char* path) {
  Prior* prior = own.tables.priors.data();
  while (prior->slot != slot_of(path)) ++prior;
  return *prior;
}

bool same(const Parameters& a, const Parameters& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

}  // namespace

TEST_CASE("drawn parameters have the rank correlations of the config", "[correlation]") {
  const Config config = config_with(priors, correlations);
  const Forecast forecast = config.forecast;
  std::vector<int> slots;
  for (const Pair& pair : pairs) {
    slots.push_back(slot_of(pair.first));
    slots.push_back(slot_of(pair.second));
  }
  const auto values = values_of(forecast, slots);
  for (std::size_t i = 0; i < std::size(pairs); ++i) {
    const Pair& pair = pairs[i];
    const RankCorrelation found = rank_correlation_of(values[2 * i], values[2 * i + 1]);
    INFO(pair.first << " and " << pair.second << ": " << found.value << " +- " << found.error);
    CHECK(found.error < 0.003);
    CHECK(std::abs(found.z(pair.rank)) <= most);
  }
}

TEST_CASE("ranks that are taken for Pearson's, or forgotten, are noticed", "[correlation]") {
  const Config config = config_with(priors, correlations);
  OwnForecast own(config.forecast);
  const Pair& pair = pairs[0];
  Prior& second = prior_of(own, pair.second);
  REQUIRE(second.part_count == 2);
  ScorePart* part = &own.tables.score_parts[static_cast<std::size_t>(second.first_part)];
  CHECK(part[0].weight == static_cast<float>(score_correlation(0.6)));
  part[0].weight = 0.6f;  // instead of 2 sin(pi 0.6 / 6) = 0.618
  part[1].weight = 0.8f;
  CHECK(std::abs(sampled(own.forecast, pair).z(pair.rank)) > most);
  second.part_count = 0;
  CHECK(std::abs(sampled(own.forecast, pair).z(pair.rank)) > 100);
  CHECK(std::abs(sampled(own.forecast, pair).z(0)) <= most);
}

TEST_CASE("correlation leaves the distribution of each parameter", "[correlation]") {
  const Config config = config_with(priors, correlations);
  OwnForecast own(config.forecast);
  const auto normal = [](double mean, double sd) {
    return [=](double x) { return std::erfc((mean - x) / sd / std::sqrt(2.0)) / 2; };
  };
  const auto lognormal = [&](double low, double high) {
    const double mean = std::log(low * high) / 2,
                 sd = std::log(high / low) / 2 / 1.6448536269514722;
    return [=](double x) { return normal(mean, sd)(std::log(x)); };
  };
  const auto distance = [&](const char* path, auto cdf) {
    return kolmogorov_smirnov(values_of(own.forecast, path), cdf);
  };
  CHECK(distance("cn.power.growth", normal(0.5, 0.05)) <= most_ks);
  CHECK(distance("cn.grid.hazard", [](double x) { return (x - 0.1) / 0.8; }) <= most_ks);
  CHECK(distance("cn.channel.second.volatility", lognormal(0.1, 0.5)) <= most_ks);
  CHECK(distance("threshold.first_one.value", lognormal(2, 9)) <= most_ks);
  const auto first = static_cast<std::size_t>(prior_of(own, "cn.power.growth").first_part);
  own.tables.score_parts[first].weight *= 1.1f;  // a variance of 1.08
  CHECK(distance("cn.power.growth", normal(0.5, 0.05)) > most_ks);
}

TEST_CASE("what is not correlated with a parameter moves no draw of it", "[correlation]") {
  auto more = priors;
  more.insert(more.begin(), {"us.training.share", "\"0.1 to 0.3\""});
  const std::string another =
      "[[correlation]]\nbetween = [\"us.channel.first.spend\", "
      "\"cn.channel.second.spend\"]\nrank = 0.5\n";
  more.push_back({"us.channel.first.spend", "\"1 to 2\""});
  more.push_back({"cn.channel.second.spend", "\"1 to 2\""});
  const Config few = config_with(priors, correlations);
  const Config many = config_with(more, correlations + another);
  REQUIRE(many.forecast.prior_count == few.forecast.prior_count + 3);
  int different = 0;
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    Parameters a = sample<FloatLanes>(few.forecast, draw);
    Parameters b = sample<FloatLanes>(many.forecast, draw);
    b.nation[us].training_share = a.nation[us].training_share;
    for (Nation nation : {us, cn})
      b.nation[nation].channel[0].spend = a.nation[nation].channel[0].spend;
    different += !same(a, b);
  }
  CHECK(different == 0);
}

TEST_CASE("fixing a correlated parameter leaves the draws of the others", "[correlation]") {
  auto fixed = priors;
  fixed[0].second = "0.2";  // us.power.growth, the first of its pair
  fixed[4].second = "0.03";
  const Config free = config_with(priors, correlations);
  const Config held = config_with(fixed, correlations);
  REQUIRE(held.forecast.prior_count == free.forecast.prior_count - 2);
  CHECK_FALSE(held.correlations[0].active);
  CHECK(held.correlations[1].active);
  int different = 0;
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    Parameters a = sample<FloatLanes>(free.forecast, draw);
    Parameters b = sample<FloatLanes>(held.forecast, draw);
    b.nation[us].power_growth = a.nation[us].power_growth;
    b.nation[us].gdp_growth = a.nation[us].gdp_growth;
    different += !same(a, b);
  }
  CHECK(different == 0);
}

TEST_CASE("every kind of lanes draws the same correlated bits", "[correlation][bits]") {
  // A block of 24: more parts than there are lanes in a vector.
  std::vector<std::pair<std::string, std::string>> set = priors;
  std::string names;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != ParameterGroup::world || set.size() >= priors.size() + 24) continue;
    const double high = std::min(row.high, 1.0);
    if (!(row.low >= 0 && row.low < high) || std::string(row.key) == "sentiment.reversion")
      continue;
    set.push_back({row.key, "{ dist = \"uniform\", low = " + number_text(row.low) +
                                ", high = " + number_text(high) + " }"});
    names += std::string(names.empty() ? "" : ", ") + '"' + row.key + '"';
  }
  REQUIRE(set.size() == priors.size() + 24);
  const Config config =
      config_with(set, correlations + "[[correlation]]\namong = [" + names + "]\nrank = 0.4\n");
  const Forecast forecast = config.forecast;
  int different = 0;
  for (std::uint64_t draw = 0; draw < 300; ++draw)
    different += !same(sample<FloatLanes>(forecast, draw), sample<float>(forecast, draw));
  CHECK(different == 0);
}

TEST_CASE("a mixed score stays where quantile functions are known", "[correlation]") {
  const Config config = config_with(priors, correlations);
  OwnForecast own(config.forecast);
  const Prior& prior = prior_of(own, "cn.power.growth");
  ScorePart* part = &own.tables.score_parts[static_cast<std::size_t>(prior.first_part)];
  part[0].weight = part[1].weight = 100.0f;
  int beyond = 0, at_end = 0;
  for (std::uint64_t draw = 0; draw < 100; ++draw) {
    const float z = mixed_score<float>(own.forecast, prior, draw);
    beyond += !(std::abs(z) <= table_range);
    at_end += std::abs(z) == table_range;
  }
  CHECK(beyond == 0);
  CHECK(at_end > 50);
}

}  // namespace racecast
