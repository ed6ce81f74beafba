#include "host/config/schema.hpp"

#include <nlohmann/json.hpp>
#include <regex>

#include "host/keys/keys.hpp"
#include "host/text/number_text.hpp"
#include "tests/catch.hpp"
#include "tests/commands/program.hpp"

using namespace racecast;

TEST_CASE("the pattern of an interval takes what the parser takes", "[config]") {
  const std::regex pattern(interval_pattern);
  int taken = 0;
  const char* const words[] = {"1",     "-1",  "+2.5e3", "1_000", ".5", "5.",    "1e-3", "",
                               "a",     "nan", "inf",    "1__0",  "_1", "1_",    "+-1",  "--1",
                               "1.5.2", "e5",  ".",      "0x1",   "1e", "1e+_3", "1 2",  "1E5"};
  for (const std::string low : words) {
    for (const std::string high : words) {
      for (const std::string between : {" to ", "\t to \t", "to", " to", " to  to ", " bis "}) {
        const std::string text = low + between + high;
        CAPTURE(text);
        const bool parsed = parse_interval(text).has_value();
        CHECK(std::regex_search(text, pattern) == parsed);
        taken += parsed;
      }
    }
  }
  CHECK(taken == 8 * 8 * 2);
}

TEST_CASE("the schema has every parameter and every key of the tables", "[config]") {
  const Json schema = config_schema();
  const auto find = [&](std::string path) {
    for (std::size_t dot; (dot = path.find('.')) != std::string::npos;) {
      path.replace(dot, 1, "/properties/");
    }
    return schema.contains(Json::json_pointer("/properties/" + path));
  };
  const std::string element = "/patternProperties/" + std::string(name_pattern) + "/properties/";
  for (const ParameterRow& row : parameter_rows()) {
    CAPTURE(row.key);
    switch (row.group) {
      case ParameterGroup::world:
        CHECK(find(row.key));
        break;
      case ParameterGroup::nation:
        CHECK((find("us." + std::string(row.key)) && find("cn." + std::string(row.key))));
        break;
      case ParameterGroup::channel:
        CHECK(find("us.channel" + element + row.key));
        break;
      case ParameterGroup::programme:
        CHECK(find("programme" + element + row.key));
        break;
      case ParameterGroup::threshold:
        CHECK(find("threshold" + element + row.key));
        break;
    }
  }
  for (const KeyRow* row : key_rows(KeyTable::root)) CHECK(find(row->name));
  for (const KeyRow* row : key_rows(KeyTable::run)) CHECK(find("run." + std::string(row->name)));
  CHECK_FALSE(find("us.power.availabel"));
}

TEST_CASE("the program prints the schema of each document", "[commands]") {
  const testing::Finished config = testing::run_program({"schema"});
  CHECK(config.status == 0);
  CHECK(Json::parse(config.out) == config_schema());
  CHECK(Json::parse(testing::run_program({"schema", "evidence"}).out) == evidence_schema());
  CHECK(testing::run_program({"schema", "results"}).status == 2);
}
