#include "host/explain/explain.hpp"

#include <fstream>
#include <iterator>
#include <set>

#include "host/error.hpp"
#include "tests/catch.hpp"
#include "tests/explain/parameters.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

constexpr const char* example =
    "evidence_used.capex = { quantity = \"Capex\", value = 131, low = 120, high = 140, unit = "
    "\"USD_bn/yr\", country = \"US\", period = \"2025\", source = \"10-K\", publisher = "
    "\"Amazon\", "
    "year = 2026, confidence = \"high\", found = \"found\", link = \"https://a.example\", note = "
    "\"Disputed.\" }\n";

Config example_config(const std::string& spend) {
  std::string text = minimal_text(channel_text("us", "a"), example);
  const std::string old = "spend = 1\n";
  text.replace(text.find(old), old.size(), "spend = " + spend + "\n");
  return parse_config(text, "t.toml");
}

std::string explained(const Config& config, const std::string& path, const TextStyle& style = {}) {
  const KeySelection keys = select_keys(config, path);
  return text_of(explain_key(*keys.parameters.at(0), keys.correlations, style.columns), style);
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    longest = std::max(longest, width_of(text.substr(at, end - at)));
    at = end + 1;
  }
  return longest;
}

void collect_keys(const nlohmann::json& json, std::set<std::string>& keys) {
  for (const auto& [key, value] : json.items()) {
    if (json.is_object()) keys.insert(key);
    if (value.is_structured()) collect_keys(value, keys);
  }
}

}  // namespace

TEST_CASE("every key of every shipped config can be explained", "[report]") {
  std::set<std::string> explained;  // most configs have most parameters alike
  for (const std::string& file : shipped_names()) {
    INFO(file);
    const Config config = shipped(file);
    std::string all;
    for (const ConfigParameter& parameter : config.parameters) {
      if (!explained.insert(parameter.path + parameter.text + parameter.source).second) continue;
      INFO(parameter.path);
      const std::string text = text_of(explain_key(parameter, {}, 100));
      CHECK_THAT(text, ContainsSubstring(parameter.path + " = "));
      CHECK(longest_line(text) <= 120);  // a link may not be broken
      CHECK(text.find(" nan") == std::string::npos);
      CHECK(text.find('\033') == std::string::npos);
    }
    for (const ConfigSetting& setting : config.settings) {
      CHECK_THAT(text_of(explain_key(setting)), ContainsSubstring(setting.value.substr(0, 20)));
    }
    const KeySelection keys = select_keys(config, "");
    CHECK(keys.parameters.size() == config.parameters.size());
    CHECK(longest_line(text_of(explain_table(keys), {80, false})) <= 80);
    const nlohmann::json json = json_of(explain_data(config, keys));
    CHECK(json.at("parameters").size() == config.parameters.size());
  }
}

TEST_CASE("what is known of a parameter", "[report]") {
  const Config config = example_config("{ interval = \"100 to 150\", source = \"capex\" }");
  const std::string text = explained(config, "us.channel.a.spend");
  INFO(text);
  for (const char* part : {
           "us.channel.a.spend = 100 to 150 USD_bn/yr\n",
           "Capital expenditure of the owner at the start, as a yearly rate.\n",
           "bounds      1e-6 to 100000\n",
           "written     { interval = \"100 to 150\", source = \"capex\" }\n",
           "source      capex\n            Capex: 131 USD_bn/yr (120 to 140) (US, 2025)\n",
           "            Amazon, 10-K (2026); confidence high, found\n            "
           "https://a.example\n",
           "            Disputed.\n",
           "1 %  5 %   25 %   50 %   75 %  95 %   99 %   mean\n",
           "91.94  100  112.7  122.5  133.1   150  163.1  123.4\n",
           "equations   1.6 Investment: dy_k = drift dt",
           "code: step_channels in kernels/model/investment.hpp\n",
           "given by    t.toml:",
       }) {
    CHECK_THAT(text, ContainsSubstring(part));
  }
  CHECK(text.find("warning") == std::string::npos);
}

TEST_CASE("a prior that leaves out its own source's range is marked", "[report]") {
  const Config config = example_config("{ interval = \"150 to 200\", source = \"capex\" }");
  CHECK_THAT(
      explained(config, "us.channel.a.spend"),
      ContainsSubstring("warning     5 to 95 % of the prior (150 to 200) leave out the range "
                        "of its own source (120"));
  CHECK_THAT(explained(config, "us.channel.a.spend", {100, true}),
             ContainsSubstring("\033[1;33mwarning"));
  CHECK_THAT(text_of(explain_table(select_keys(config, "us.channel.a"))),
             ContainsSubstring("capex (!)") && ContainsSubstring("(!) 5 to 95 %"));
}

TEST_CASE("a table of a part of a config", "[report]") {
  const Config config = example_config("{ interval = \"100 to 150\", source = \"capex\" }");
  const std::string text =
      text_of(explain_table(select_keys(config, "us.channel.a")), {200, false});
  CHECK_THAT(text, ContainsSubstring("\n[us.channel.a]\npool") &&
                       ContainsSubstring("\nspend              100 to 150  100  122.5   150  "
                                         "USD_bn/yr   capex\n") &&
                       ContainsSubstring("\ngrowth             0"));
  CHECK_THAT(text, ContainsSubstring("(default)"));
  CHECK_THAT(text_of(explain_table(select_keys(config, "run"))), ContainsSubstring("\nhorizon"));
  // Narrow terminals lose texts before numbers.
  const std::string narrow =
      text_of(explain_table(select_keys(config, "us.channel.a")), {56, false});
  CHECK(longest_line(narrow) <= 56);
  CHECK_THAT(narrow, ContainsSubstring("122.5"));
}

TEST_CASE("correlations are shown with the parameters that they correlate", "[report]") {
  const Config config =
      parse_config(minimal_text(channel_text("us", "a") + "growth = \"0.1 to 0.2\"\n" +
                                channel_text("us", "b") + "growth = \"0.1 to 0.3\"\n" +
                                "[[correlation]]\nbetween = [\"us.channel.a.growth\", "
                                "\"us.channel.b.growth\"]\nrank = 0.6\nsource = \"judgement\"\n"),
                   "t.toml");
  CHECK_THAT(explained(config, "us.channel.b.growth"),
             ContainsSubstring("correlated  rank correlation 0.6 with us.channel.a.growth "
                               "(judgement)\n"));
  CHECK(explained(config, "us.channel.b.spend").find("correlated  ") == std::string::npos);
  CHECK_THAT(text_of(explain_table(select_keys(config, "us.channel"))),
             ContainsSubstring("[[correlation]]\nus.channel.a.growth, us.channel.b.growth"));
  const auto json = json_of(explain_data(config, select_keys(config, "us.channel.a.growth")));
  CHECK(json.at("correlations").at(0).at("rank") == 0.6);
}

TEST_CASE("a path that is not there brings up the one that was meant", "[report]") {
  const Config config = example_config("3");
  const auto [path, hint] = GENERATE(table<std::string, std::string>({
      {"us.channel.a.spned", "did you mean 'us.channel.a.spend'?"},
      {"us.chanel", "did you mean 'us.channel'?"},
      {"power.growth", "did you mean 'cn.power.growth' or 'us.power.growth'?"},
      {"qqqqqqqqqqqqqqqqqqqqqqq", "lists them all"},
      {"run.sed", "did you mean 'run.seed'?"},
      {"us.channel.a.spend.p5", "us.channel.a.spend"},
  }));
  try {
    select_keys(config, path);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_THAT(error.what(), ContainsSubstring("has no parameter or setting '" + path + "'"));
    CHECK_THAT(error.what(), ContainsSubstring(hint));
  }
}

TEST_CASE("the JSON of explain holds every digit, under documented keys", "[report]") {
  const Config config = example_config("{ interval = \"100 to 150\", source = \"capex\" }");
  const nlohmann::json json = json_of(explain_data(config, select_keys(config, "us.channel.a")));
  const auto& parameters = json.at("parameters");
  const auto spend = std::ranges::find_if(
      parameters, [](const auto& each) { return each.at("path") == "us.channel.a.spend"; });
  REQUIRE(spend != parameters.end());
  CHECK(spend->at("percentiles").at("p50").get<double>() == Approx(122.474487139159));
  CHECK(spend->at("bounds") == nlohmann::json{1e-6, 1e5});
  CHECK(spend->at("evidence").at("range") == nlohmann::json{120.0, 140.0});
  CHECK(spend->at("evidence").at("excluded") == false);
  CHECK(spend->at("history").at(0).at("file") == "t.toml");

  std::ifstream page(RACECAST_SOURCE_DIR "/docs/explain.md");
  const std::string documented((std::istreambuf_iterator<char>(page)), {});
  std::set<std::string> keys;
  collect_keys(json, keys);
  CHECK(keys.size() > 40);
  for (const std::string& key : keys) CHECK_THAT(documented, ContainsSubstring('`' + key + '`'));
}
