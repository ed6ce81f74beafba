#include "host/sweep/sweep_file.hpp"

#include <cmath>

#include "host/keys/keys.hpp"
#include "host/sweep/scenarios.hpp"
#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/texts.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using namespace racecast::test;

namespace {

const std::string head = "name = \"a\"\nconfig = \"b.toml\"\n";

/// What is wrong with a text, a line each; every mistake must have its place and its remedy.
std::string mistakes(const std::string& text) {
  try {
    SweepFile sweep = parse_sweep_file(text, "sweep.toml");
    list_scenarios(sweep);
  } catch (const ConfigError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      CHECK(diagnostic.line > 0);
      CHECK_FALSE(diagnostic.hint.empty());
    }
    return error.what();
  }
  return {};
}

std::string axis(const std::string& keys) { return "[[axis]]\npath = \"run.seed\"\n" + keys; }

std::vector<std::string> names(const std::string& text) {
  SweepFile sweep = parse_sweep_file(text, "sweep.toml");
  std::vector<std::string> found;
  for (const Scenario& scenario : list_scenarios(sweep)) found.push_back(scenario.name);
  return found;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a sweep's file is read with its places", "[sweep]") {
  const SweepFile sweep =
      parse_sweep_file(head +
                           "[set]\n\"run.seed\" = 3\nrun.samples = 0\nus.power.growth = { interval "
                           "= \"1 to 2\" }\n" +
                           axis("name = \"s\"\nvalues = [1, \"0.1 to 0.3\", true]\n") +
                           "[[scenario]]\nname = \"x\"\nconfig = "
                           "\"../c.toml\"\n[scenario.set]\ncontrols.start = \"o\"\n",
                       "folder/sweep.toml");
  CHECK(sweep.config == "folder/b.toml");
  REQUIRE(sweep.set.size() == 3);
  CHECK(sweep.set[0].path == "run.seed");
  CHECK(sweep.set[1].path == "run.samples");
  CHECK(sweep.set[2].path == "us.power.growth");
  CHECK_THAT(sweep.set[2].text, ContainsSubstring("interval") && ContainsSubstring("{"));
  CHECK(sweep.set[1].place.line == 5);
  REQUIRE(sweep.axes.size() == 1);
  CHECK(sweep.axes[0].name == "s");
  CHECK(sweep.axes[0].values[0].number == 1);
  CHECK(sweep.axes[0].values[1].text == "\"0.1 to 0.3\"");
  CHECK(sweep.axes[0].values[1].shown == "0.1 to 0.3");
  CHECK(std::isnan(sweep.axes[0].values[1].number));
  CHECK(sweep.axes[0].values[2].text == "true");
  REQUIRE(sweep.scenarios.size() == 1);
  CHECK(sweep.scenarios[0].config == "c.toml");
  CHECK(sweep.scenarios[0].set[0].text == "\"o\"");
}

TEST_CASE("mistakes of a sweep's file are told with their place and what was meant", "[sweep]") {
  const std::pair<std::string, std::string> wrong[] = {
      {head + "methd = \"grid\"\n",
       "sweep.toml:3:1: error: unknown key 'methd' (did you mean 'method'?)"},
      {head + "method = \"gird\"\n", "did you mean 'grid'?"},
      {"name = \"a\"\n", "'config' is missing"},
      {head + "points = 4\n", "'points' is of latin-hypercube and sobol alone"},
      {head + "method = \"sobol\"\n" + axis("low = 1\nhigh = 2\n"), "'points' is missing"},
      {head + "method = \"sobol\"\npoints = 4\n", "a design has no axis"},
      {head + "method = \"sobol\"\npoints = 4\n" + axis("values = [1]\n"),
       "a design has no 'values'"},
      {head + "method = \"sobol\"\npoints = 4\n" + axis("low = 1\nhigh = 2\nsteps = 3\n"),
       "no 'steps'"},
      {head + axis("low = 1\nhigh = 2\n"), "'axis.steps' is missing"},
      {head + axis("low = 1\nsteps = 2\n"), "'axis.high' is missing"},
      {head + axis("low = 2\nhigh = 1\nsteps = 2\n"), "not below"},
      {head + axis("low = 0\nhigh = 1\nsteps = 2\nscale = \"log\"\n"), "not above 0"},
      {head + axis("values = [1]\nlow = 1\n"), "beside 'values'"},
      {head + axis("values = []\n"), "is empty, not a list of values"},
      {head + axis("vaules = [1]\n"), "did you mean 'values'?"},
      {head + "[[axis]]\nvalues = [1]\n", "'axis.path' is missing"},
      {head + axis("values = [1]\n") + axis("name = \"b\"\nvalues = [1]\n"),
       "two axes set 'run.seed'"},
      {head + axis("values = [1]\n") +
           "[[axis]]\nname = \"run.seed\"\npath = \"x\"\nvalues = [1]\n",
       "two axes 'run.seed'"},
      {head + "axis = 3\n", "not a list of tables"},
      {head + "axis = [3]\n", "not a table"},
      {head + "set = 3\n", "not a table"},
      {head + "method = \"list\"\n" + axis("values = [1]\n") +
           "[[axis]]\npath = \"x\"\nvalues = [1, 2]\n",
       "2 values and 'run.seed' has 1"},
      {head + axis("values = [1, 1]\n"), "two scenarios 'run.seed=1'"},
      {head + "[[scenario]]\nname = \"base\"\n", "two scenarios 'base'"},
      {head + "[[scenario]]\n", "'scenario.name' is missing"},
      {head + "reference = \"bsae\"\n", "did you mean 'base'?"},
      {head + axis("low = 0\nhigh = 1\nsteps = 100000\n"), "more than 99999 scenarios"},
      {"name = ", "sweep.toml:1:"}};
  for (const auto& [text, message] : wrong) {
    CAPTURE(text);
    CHECK_THAT(mistakes(text), ContainsSubstring(message));
  }
  CHECK(mistakes(head).empty());
}

TEST_CASE("several mistakes are told at once", "[sweep]") {
  const std::string text = mistakes(head + "methd = 1\n" + axis("vaules = [1]\n"));
  CHECK_THAT(text, ContainsSubstring("'methd'") && ContainsSubstring("'axis.vaules'"));
}

TEST_CASE("the parser knows every row of a sweep's tables and refuses what is no value of it",
          "[sweep]") {
  for (const KeyRow* row : key_rows()) {
    std::string text;
    if (row->table == KeyTable::axis) text = "[[axis]]\n";
    if (row->table == KeyTable::scenario) text = "[[scenario]]\n";
    if (text.empty() && row->table != KeyTable::sweep) continue;
    // What axis keys are read depends on others.
    if (row->table == KeyTable::axis && std::string(row->name) != "low") text += "low = 1\n";
    CAPTURE(row->name);
    const std::string wrong = mistakes(text + row->name + " = 1999-12-31\n");
    CHECK_THAT(wrong, !ContainsSubstring("unknown key"));
    CHECK_THAT(wrong, ContainsSubstring("a date"));
    CHECK_THAT(mistakes(text + row->name + "x = 1999-12-31\n"), ContainsSubstring("unknown key"));
  }
}

TEST_CASE("a grid is every combination and a list goes value by value", "[sweep]") {
  const std::string axes = axis("name = \"a\"\nvalues = [1, 2]\n") +
                           "[[axis]]\nname = \"b\"\npath = \"x\"\nvalues = [\"u\", \"v\"]\n" +
                           "[[scenario]]\nname = \"c\"\n";
  CHECK(names(head + axes) == Names{"base", "a=1, b=u", "a=1, b=v", "a=2, b=u", "a=2, b=v", "c"});
  CHECK(names(head + "method = \"list\"\n" + axes) == Names{"base", "a=1, b=u", "a=2, b=v", "c"});
  CHECK(names(head) == Names{"base"});
  CHECK(names(head + axis("name = \"a\"\nlow = 0.1\nhigh = 0.4\nsteps = 4\n")) ==
        Names{"base", "a=0.1", "a=0.2", "a=0.3", "a=0.4"});
}

TEST_CASE("a design has its points beside the base", "[sweep]") {
  const std::string method = GENERATE("sobol", "latin-hypercube");
  SweepFile sweep = parse_sweep_file(
      head + "method = \"" + method + "\"\npoints = 8\n" + axis("low = 1\nhigh = 3\n"),
      "sweep.toml");
  const std::vector<Scenario> scenarios = list_scenarios(sweep);
  REQUIRE(scenarios.size() == 9);
  CHECK(scenarios[3].name == "point 3");
  REQUIRE(sweep.axes[0].values.size() == 8);
  for (const AxisValue& value : sweep.axes[0].values) {
    CHECK(value.number >= 1);
    CHECK(value.number < 3);
  }
  CHECK(scenarios[3].set.back().text == sweep.axes[0].values[2].text);
}
