// The list [[correlation]] of a config: what it may say, how overlays change it, what is refused.
#include <algorithm>
#include <cstring>

#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/same_forecast.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

std::string pair(const std::string& a, const std::string& b, const std::string& rank,
                 const std::string& more = {}) {
  return "[[correlation]]\nbetween = [\"" + a + "\", \"" + b + "\"]\nrank = " + rank + '\n' + more;
}

const ConfigOptions priors = {{{"us.power.growth", "0.1 to 0.2"},
                               {"cn.power.growth", "0.1 to 0.2"},
                               {"us.grid.hazard", "0.1 to 0.2"},
                               {"us.channel.amazon.growth", "0.1 to 0.2"}}};

std::string base(const std::string& correlations) {
  return minimal_text(channel_text("us", "amazon") + programme_text("fund") + correlations);
}

/// "a b 0.3; ..." of the pairs, in their order.
std::string pairs_of(const Config& config) {
  std::string text;
  for (const Correlation& one : config.correlations) {
    text += one.first + ' ' + one.second + ' ' + number_text(one.rank) + "; ";
  }
  return text;
}

const std::string block =
    "[[correlation]]\namong = [\"us.power.growth\", \"cn.power.growth\", \"us.grid.hazard\"]\n"
    "rank = 0.3\nsource = \"judgement\"\n";

}  // namespace

TEST_CASE("pairs and blocks reach every kind of parameter", "[config][correlation]") {
  const Config config = parse_config(
      base(pair("supply.growth", "us.channel.amazon.growth", "0.5",
                "source = \"judgement\"\nnote = \"why\"\n") +
           pair("programme.fund.slip", "threshold.first_one.value", "-0.25") +
           "[[correlation]]\namong = [\"us.power.growth\", \"cn.power.growth\", "
           "\"us.grid.hazard\"]\nmatrix = [[1, 0.1, 0], [0.1, 1.0, 0.3], [0, 0.3, 1]]\n"),
      "t", priors);
  CHECK(pairs_of(config) ==
        "supply.growth us.channel.amazon.growth 0.5; "
        "programme.fund.slip threshold.first_one.value -0.25; "
        "us.power.growth cn.power.growth 0.1; cn.power.growth us.grid.hazard 0.3; ");
  CHECK(config.correlations[0].source == "judgement");
  CHECK(config.correlations[0].note == "why");
  CHECK_FALSE(config.correlations[0].active);  // supply.growth is a constant here
  CHECK_FALSE(config.correlations[1].active);
  CHECK(config.correlations[2].active);
  CHECK(config.forecast.score_part == config.tables->score_parts.data());
}

TEST_CASE("a config without correlations has no parts of scores", "[config][correlation]") {
  for (const std::string& text : {std::string(), pair("us.power.growth", "cn.power.growth", "0")}) {
    const Config config = parse_config(base(text), "t", priors);
    CHECK(config.tables->score_parts.empty());
    CHECK(config.correlations.empty());
    for (int i = 0; i < config.forecast.prior_count; ++i)
      CHECK(config.forecast.prior[i].part_count == 0);
  }
}

TEST_CASE("the order of a config does not matter to its correlations", "[config][correlation]") {
  const std::string both = pair("us.channel.amazon.growth", "us.channel.other.growth", "0.5");
  const std::string a = channel_text("us", "amazon"), b = channel_text("us", "other");
  ConfigOptions options = priors;
  options.set.push_back({"us.channel.other.growth", "0.1 to 0.2"});
  const Config one = parse_config(minimal_text(a + b + both), "t", options);
  const Config two = parse_config(minimal_text(b + a + both), "t", options);
  REQUIRE(one.forecast.score_part_count == 2);
  REQUIRE(two.forecast.score_part_count == 2);
  for (int i = 0; i < 2; ++i) {
    CHECK(one.forecast.score_part[i].stream == two.forecast.score_part[i].stream);
    CHECK(one.forecast.score_part[i].weight == two.forecast.score_part[i].weight);
  }
}

TEST_CASE("an overlay adds, replaces and removes pairs", "[config][correlation]") {
  const Folder folder;
  folder.write("base.toml", base(block));
  const auto over = [&](const std::string& text, ConfigOptions options = priors) {
    return load_config(folder.write("top.toml", "extends = \"base.toml\"\n" + text), options);
  };
  CHECK(pairs_of(over("")) ==
        "us.power.growth cn.power.growth 0.3; us.power.growth us.grid.hazard 0.3; "
        "cn.power.growth us.grid.hazard 0.3; ");
  const Config replaced = over(pair("cn.power.growth", "us.power.growth", "0.5") +
                               pair("us.power.growth", "us.channel.amazon.growth", "0.2"));
  CHECK(pairs_of(replaced) ==
        "us.power.growth us.grid.hazard 0.3; cn.power.growth us.grid.hazard 0.3; "
        "cn.power.growth us.power.growth 0.5; us.power.growth us.channel.amazon.growth 0.2; ");
  CHECK(replaced.correlations[0].source ==
        "judgement");  // what is left of a block keeps its source
  CHECK(pairs_of(over(pair("us.grid.hazard", "us.power.growth", "0"))) ==
        "us.power.growth cn.power.growth 0.3; cn.power.growth us.grid.hazard 0.3; ");
  CHECK(pairs_of(over("correlation = []\n")).empty());

  ConfigOptions options = priors;
  options.set.push_back({"correlation",
                         "[{ between = [\"us.grid.hazard\", \"us.power.growth\"], "
                         "rank = -0.1 }]"});
  CHECK(pairs_of(over("", options)) ==
        "us.power.growth cn.power.growth 0.3; cn.power.growth us.grid.hazard 0.3; "
        "us.grid.hazard us.power.growth -0.1; ");
  options.set.push_back({"correlation", "[]"});
  CHECK(pairs_of(over("", options)).empty());
}

TEST_CASE("the resolved text keeps the correlations", "[config][correlation]") {
  const Folder folder;
  folder.write("base.toml", base(block));
  const Config config =
      load_config(folder.write("top.toml", "extends = \"base.toml\"\n" +
                                               pair("us.grid.hazard", "us.power.growth", "-0.5")),
                  priors);
  const Config again = parse_config(config.resolved, "elsewhere/r.toml");
  INFO(config.resolved);
  CHECK(has(config.resolved, "[[correlation]]"));
  CHECK(pairs_of(again) == pairs_of(config));
  CHECK(again.resolved == config.resolved);
  CHECK(same_bytes(again.forecast, config.forecast));
}

TEST_CASE("correlations that cannot be", "[config][correlation]") {
  const std::string a = "us.power.growth", b = "cn.power.growth";
  const auto entry = [](const std::string& text) { return "[[correlation]]\n" + text + '\n'; };
  const std::string between = "between = [\"" + a + "\", \"" + b + "\"]\n";
  const std::string among = "among = [\"" + a + "\", \"" + b + "\"]\n";
  const auto [text, message] = GENERATE_COPY(table<std::string, std::string>({
      {pair(a, "cn.power.grwth", "0.3"), "did you mean 'cn.power.growth'?"},
      {pair("us.channel.amazn.growth", b, "0.3"), "did you mean 'us.channel.amazon.growth'?"},
      {pair("us.power", b, "0.3"), "unknown parameter: 'us.power'"},
      {pair(a, a, "0.3"), "'us.power.growth' is named twice"},
      {pair(a, b, "1"), "out of bounds: 1 (a number between -1 and 1, without the ends)"},
      {pair(a, b, "nan"), "out of bounds"},
      {pair(a, b, "\"0.3\""), "a rank correlation is a string"},
      {pair(a, b, "0.3") + pair(b, a, "0.4"), "are correlated twice (before in line "},
      {pair(a, b, "0.3") + entry(among + "rank = 0.3"), "are correlated twice"},
      {pair(a, b, "0.3", "source = \"nobody\"\n"), "'correlation.source' names a source"},
      {pair(a, b, "0.3", "rnak = 1\n"), "unknown key 'correlation.rnak' (did you mean 'rank'?)"},
      {entry(between), "a correlation has no rank"},
      {entry("rank = 0.3"), "either 'between' two parameters or 'among' several"},
      {entry(between + among + "rank = 0.3"), "either 'between' two parameters or 'among' several"},
      {entry(between + "matrix = [[1, 0], [0, 1]]"), "a pair has a rank, not a matrix"},
      {entry(among + "rank = 0.3\nmatrix = [[1, 0], [0, 1]]"), "has a rank and a matrix"},
      {entry("between = [\"" + a + "\"]\nrank = 0.3"), "'correlation.between' is no list"},
      {entry("among = [\"" + a + "\", 3]\nrank = 0.3"), "'correlation.among' is no list"},
      {entry(among + "matrix = [[1, 0.3]]"), "does not fit its parameters (2 rows of 2 numbers)"},
      {entry(among + "matrix = [[1, 0.3], [0.2, 1]]"), "not symmetric: row 2, column 1"},
      {entry(among + "matrix = [[1, 0.3], [0.3, 2]]"), "the diagonal of 'correlation.matrix'"},
      {"[correlation]\nrank = 0.3\n", "'correlation' is a table, not a list"},
  }));
  CAPTURE(text);
  const auto found = mistakes(base(text), priors);
  REQUIRE(found.size() == 1);
  INFO(to_string(found[0]));
  CHECK(has(to_string(found[0]), message));
  CHECK(found[0].line >= line_of(base(text), "correlation]"));
  CHECK_FALSE(found[0].hint.empty());
}

TEST_CASE("ranks that are not possible together come with the nearest that are",
          "[config][correlation]") {
  const std::string wrong = pair("us.power.growth", "cn.power.growth", "0.9") +
                            pair("us.power.growth", "us.grid.hazard", "0.9");
  const auto found = mistakes(base(wrong), priors);
  REQUIRE(found.size() == 1);
  INFO(to_string(found[0]));
  CHECK(found[0].file == "test.toml");
  CHECK(found[0].line == line_of(base(wrong), "between = [\"us.power.growth\", \"us.grid") - 1);
  CHECK(has(found[0].message, "'us.power.growth', 'cn.power.growth', 'us.grid.hazard' cannot"));
  const Config pasted = parse_config(base(found[0].paste + '\n'), "t", priors);
  REQUIRE(pasted.correlations.size() == 3);
  CHECK(pasted.correlations[0].rank == Approx(0.73).margin(0.01));
  CHECK(pasted.correlations[2].rank == Approx(0.10).margin(0.02));
  // A misspelt name may be the pair that makes the others possible: it is reported alone.
  CHECK(mistakes(base(wrong + pair("cn.power.growth", "us.grid.hazzard", "0.9")), priors).size() ==
        1);
}

TEST_CASE("an overlay that makes its base impossible is what is pointed at",
          "[config][correlation]") {
  const Folder folder;
  folder.write("base.toml", base(pair("us.power.growth", "cn.power.growth", "0.9")));
  const std::string top =
      "extends = \"base.toml\"\n" + pair("us.power.growth", "us.grid.hazard", "0.9");
  const std::string path = folder.write("top.toml", top);
  const auto found = mistakes(top, priors, path);
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == path);
  CHECK(found[0].line == 2);
  // Pasted into the overlay, the block replaces the pair of the base too.
  const std::string mended = "extends = \"base.toml\"\n" + found[0].paste + '\n';
  CHECK(parse_config(mended, path, priors).correlations.size() == 3);
}

TEST_CASE("too many parameters that hang together are refused", "[config][correlation]") {
  std::string chain;
  std::string last;
  int count = 0;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != ParameterGroup::nation || count == 65) continue;
    const std::string path = std::string("us.") + row.key;
    if (!last.empty()) chain += pair(last, path, "0.1");
    last = path;
    ++count;
  }
  REQUIRE(count == 65);
  const std::string all = mistakes_text(base(chain));
  CHECK(has(all, "65 parameters hang together"));
  CHECK(has(all, "at most 64"));
}

TEST_CASE("a list of very many pairs is refused before it is spread out", "[config][correlation]") {
  std::string entries;
  for (int i = 0; i < 300; ++i) {
    entries += "[[correlation]]\nrank = 0.1\namong = [\"us.power.growth\", \"cn.power.growth\"";
    for (int k = 0; k < 62; ++k) entries += ", \"" + std::to_string(62 * i + k) + '"';
    entries += "]\n";
  }
  const Folder folder;
  folder.write("base.toml", base(entries));
  const std::string top =
      "extends = \"base.toml\"\n" + pair("us.power.growth", "cn.power.growth", "0.2");
  const auto found = mistakes(top, {}, folder.write("top.toml", top));
  REQUIRE(found.size() == 1);
  CHECK(has(found[0].message, "more than 16384 pairs"));
}

TEST_CASE("--set cannot reach into the list of correlations", "[config][correlation]") {
  ConfigOptions options;
  options.set = {{"correlation.0.rank", "0.5"}};
  const std::string all = mistakes_text(base(block), options);
  CHECK(has(all, "'correlation' is not a table (--set 'correlation=[{ between"));
  options.set = {{"correlation.rank", "0.5"}};
  CHECK(has(mistakes_text(base(""), options), "'correlation' is a table, not a list"));
}
