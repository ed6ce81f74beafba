// diff names everything that differs, and nothing else.
#include "host/explain/config_difference.hpp"

#include <cstring>

#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/explain/parameters.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"
#include "tests/support/same_forecast.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

/// Every row of a group, `share` of the way from its lower to its upper bound, as a number.
std::string all_rows(ParameterGroup group, double share) {
  std::string text;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != group) continue;
    text +=
        std::string(row.key) + " = " + number_text(row.low + share * (row.high - row.low)) + '\n';
  }
  return text;
}

/// A config that gives every parameter there is.
std::string full_text(double share) {
  const std::string nation = all_rows(ParameterGroup::nation, share);
  const std::string channel = "pool = \"market\"\n" + all_rows(ParameterGroup::channel, share);
  return header_text + all_rows(ParameterGroup::world, share) + run_text + "[us]\n" + nation +
         "[cn]\n" + nation + "[us.channel.a]\n" + channel + "[cn.channel.b]\n" + channel +
         "[programme.p]\nnation = \"cn\"\ndestination = \"compute\"\nfirst = \"2026-01\"\nlast = "
         "\"2027-12\"\n" +
         all_rows(ParameterGroup::programme, share) +
         "[threshold.first_one]\nmetric = \"investment\"\n" +
         all_rows(ParameterGroup::threshold, share + 0.4);  // spending is never below 0
}

bool same_bytes(const Config& a, const Config& b) {
  return test::same_bytes(a.forecast, b.forecast);
}

std::vector<std::string> paths_of(const ConfigDifference& difference) {
  std::vector<std::string> paths;
  for (const auto& each : difference.parameters) paths.push_back(each.path);
  for (const auto& each : difference.settings) paths.push_back(each.path);
  for (const auto& each : difference.orders) paths.push_back(each.path);
  return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("two configs that differ in every parameter differ in every parameter", "[report]") {
  const Config a = parse_config(full_text(0.25), "a.toml");
  const Config b = parse_config(full_text(0.5), "b.toml");
  const ConfigDifference difference = compare_configs(a, b);
  REQUIRE(difference.parameters.size() == a.parameters.size());
  const std::string text = text_of(difference_answer(a, b, difference));
  const nlohmann::json json = json_of(difference_data(a, b, difference));
  CHECK(json.at("parameters").size() == a.parameters.size());
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    const ConfigParameter& parameter = a.parameters[i];
    INFO(parameter.path);
    CHECK(difference.parameters[i].path == parameter.path);
    CHECK(difference.parameters[i].value);
    CHECK_THAT(text, ContainsSubstring('\n' + parameter.path));
    CHECK(json.at("parameters")[i].at("a").at("text") == parameter.text);
    CHECK(json.at("parameters")[i].at("b").at("text") == b.parameters[i].text);
  }
  CHECK(difference.settings.empty());
  CHECK_FALSE(json.at("same_forecast").get<bool>());
}

TEST_CASE("the parameters that differ are the differences, and no others", "[report]") {
  const std::string text = full_text(0.25);
  // Room on both sides for what `check` wants in order.
  ConfigOptions apart;
  for (const std::string nation : {"us", "cn"})
    for (const auto& [key, value] : {std::pair("chips.quota_open", "0.45"),
                                     {"chips.quota_partial", "0.25"},
                                     {"chips.quota_closed", "0.05"},
                                     {"fabs.yield_limit", "0.9"}})
      apart.set.emplace_back(nation + '.' + key, value);
  const Config a = parse_config(text, "a.toml", apart);
  // Those with a bit of their place set, then those without it: of any two parameters each differs
  // once where the other does not.
  const std::size_t all = a.parameters.size();
  for (std::size_t bit = 1; bit < all; bit *= 2)
    for (const bool set : {true, false}) {
      ConfigOptions options = apart;
      Paths moved;
      for (std::size_t place = 0; place < all; ++place) {
        if (((place & bit) != 0) != set) continue;
        const ConfigParameter& parameter = a.parameters[place];
        const double step = 0.02 * (parameter.high - parameter.low);
        options.set.emplace_back(parameter.path, number_text(parameter.constant + step));
        moved.push_back(parameter.path);
      }
      CHECK(paths_of(compare_configs(a, parse_config(text, "b.toml", options))) == moved);
    }
}

TEST_CASE("each setting alone is the one difference", "[report]") {
  const std::string text =
      minimal_text(channel_text("us", "a") + programme_text("p") + threshold_text("second"));
  const auto [path, value, counts] = GENERATE(table<std::string, std::string, bool>({
      {"name", "other", false},
      {"description", "other", false},
      {"accounting", "official", true},
      {"primary", "second", true},
      {"run.start", "2026-02", true},
      {"run.horizon", "2026-12", true},
      {"run.paths_per_draw", "64", true},
      {"run.trajectories", "64", true},
      {"run.seed", "2", true},
      {"us.channel.a.pool", "state", true},
      {"programme.p.nation", "us", true},
      {"programme.p.destination", "power", true},
      {"programme.p.first", "2025-01", true},
      {"programme.p.last", "2027-01", true},
      {"programme.p.already_counted", "true", true},
      {"programme.p.note", "why", false},
      {"threshold.second.metric", "ai_power", true},
      {"threshold.second.direction", "below", true},
      {"threshold.second.hold_months", "3", true},
      {"threshold.second.description", "more", false},
  }));
  CAPTURE(path);
  ConfigOptions options;
  options.set = {{path, value}};
  const Config a = parse_config(text, "a.toml"), b = parse_config(text, "b.toml", options);
  const ConfigDifference difference = compare_configs(a, b);
  CHECK(paths_of(difference) == (counts ? Paths{path} : Paths{}));
  CHECK(difference.labels.size() == (counts ? 0u : 1u));
  CHECK(difference.same_forecast() == !counts);
  const std::string shown = text_of(difference_answer(a, b, difference));
  CHECK_THAT(shown, ContainsSubstring('\n' + path + "\n  A  "));
}

TEST_CASE("the same meaning is no difference, however it is written", "[report]") {
  const auto [one, other] = GENERATE(table<std::string, std::string>({
      {"1e-1", "0.10"},
      {"\"0.1 to 0.3\"", "{ interval = \"1e-1 to 3e-1\" }"},
      {"\"0.1 to 0.3\"", "{ dist = \"lognormal\", p5 = 0.1, p95 = 0.3 }"},
      {"0.1", "{ value = 0.1 }"},
      {"0", "{ value = 0 }"},
  }));
  const auto config = [](const std::string& growth) {
    return parse_config(minimal_text(channel_text("us", "a") + "growth = " + growth + "\n"),
                        "t.toml");
  };
  const Config a = config(one), b = config(other);
  CHECK(compare_configs(a, b).empty());
  CHECK(same_bytes(a, b));
  CHECK_THAT(text_of(difference_answer(a, b, compare_configs(a, b))),
             ContainsSubstring("\nno differences\n"));
  // The default is the same number, too.
  const Config absent = parse_config(minimal_text(channel_text("us", "a")), "t.toml");
  CHECK(compare_configs(config("0"), absent).empty());
  CHECK_FALSE(compare_configs(config("0.1000001"), config("0.1")).empty());
}

TEST_CASE("sources and notes are told apart from values", "[report]") {
  const auto config = [](const std::string& more) {
    return parse_config(minimal_text(channel_text("us", "a") + "growth = { interval = \"0.1 to " +
                                     "0.2\"" + more + " }\n"),
                        "t.toml");
  };
  const Config a = config(""), b = config(", source = \"judgement\", note = \"because\"");
  const ConfigDifference difference = compare_configs(a, b);
  CHECK(difference.same_forecast());
  REQUIRE(difference.sources.size() == 1);
  CHECK_THAT(text_of(difference_answer(a, b, difference)),
             ContainsSubstring("no differences in what is forecast; 1 source and 0 texts") &&
                 ContainsSubstring("judgement: because"));
}

TEST_CASE("elements that one config has alone, and their order", "[report]") {
  const std::string a_text = channel_text("us", "a"), b_text = channel_text("us", "b", "state");
  const Config both = parse_config(minimal_text(a_text + b_text + threshold_text("x")), "A");
  const Config turned = parse_config(minimal_text(b_text + a_text + threshold_text("x")), "B");
  CHECK(paths_of(compare_configs(both, turned)) == Paths{"us.channel"});
  CHECK_FALSE(same_bytes(both, turned));

  const Config one = parse_config(minimal_text(a_text), "C");
  const ConfigDifference difference = compare_configs(both, one);
  CHECK(difference.orders.empty());
  const std::string text = text_of(difference_answer(both, one, difference));
  CHECK_THAT(text, ContainsSubstring("Only in A: threshold.x, us.channel.b\n") &&
                       ContainsSubstring("us.channel.b.pool\n  A  state\n  B  is not there\n"));
  CHECK_THAT(text_of(difference_answer(one, both, compare_configs(one, both))),
             ContainsSubstring("Only in B: threshold.x, us.channel.b\n"));
  // What is not given is not listed, and not counted.
  CHECK(text.find("us.channel.b.volatility") == std::string::npos);
}

TEST_CASE("correlations that differ, in rank or in source", "[report]") {
  const auto config = [](const std::string& more) {
    const std::string pair = more.empty() ? ""
                                          : "[[correlation]]\nbetween = [\"us.channel.a.growth\", "
                                            "\"us.channel.a.volatility\"]\n" +
                                                more;
    return parse_config(minimal_text(channel_text("us", "a") + "growth = \"0.1 to 0.2\"\n" +
                                     "volatility = \"0.1 to 0.2\"\n" + pair),
                        "t.toml");
  };
  const Config none = config(""), weak = config("rank = 0.1\n"), strong = config("rank = 0.9\n");
  const Config sourced = config("rank = 0.1\nsource = \"judgement\"\n");
  CHECK(compare_configs(none, weak).correlations.size() == 1);
  CHECK(compare_configs(weak, strong).correlations.size() == 1);
  CHECK(compare_configs(weak, weak).empty());
  CHECK(compare_configs(weak, sourced).same_forecast());
  CHECK(compare_configs(weak, sourced).correlation_sources.size() == 1);
  CHECK_THAT(text_of(difference_answer(none, strong, compare_configs(none, strong))),
             ContainsSubstring("us.channel.a.growth, us.channel.a.volatility\n  A  is not there\n"
                               "  B  rank 0.9\n"));
}

TEST_CASE("programmes that are already counted do not count", "[report]") {
  const auto config = [](const std::string& slip) {
    return parse_config(
        minimal_text(programme_text("p", "2026-01", "2026-12",
                                    "already_counted = true\nslip = " + slip + "\n")),
        "t.toml");
  };
  const Config a = config("1"), b = config("2");
  CHECK(same_bytes(a, b));
  const ConfigDifference difference = compare_configs(a, b);
  CHECK(difference.same_forecast());
  CHECK(difference.sources.size() == 1);
}

TEST_CASE("no difference between shipped configs is an equal forecast, and the reverse",
          "[report]") {
  std::vector<Config> configs;
  for (const std::string& file : shipped_names()) configs.push_back(shipped(file));
  for (std::size_t i = 0; i < configs.size(); ++i) {
    const Config& a = configs[i];
    const Config resolved = parse_config(a.resolved, "resolved");
    INFO(a.path);
    CHECK(compare_configs(a, resolved).empty());
    for (const std::size_t step : {0, 1, 7}) {  // of all pairs an eighth: each takes a tenth second
      const Config& b = configs[(i + step) % configs.size()];
      INFO(b.path);
      const bool equal = same_bytes(a, b) && a.trajectories == b.trajectories;
      CHECK(compare_configs(a, b).same_forecast() == equal);
    }
  }
}
