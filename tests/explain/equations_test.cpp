// What explain says of equations is what docs/model.md says.
#include "host/explain/equations.hpp"

#include <fstream>
#include <iterator>

#include "kernels/model/parameter_table.hpp"
#include "tests/catch.hpp"

using namespace racecast;

TEST_CASE("every parameter has equations, with their text and code", "[report]") {
  for (const ParameterRow& row : parameter_rows()) {
    INFO(row.member << ": " << row.meaning);
    const std::vector<Equation> equations = equations_of(row.meaning);
    CHECK_FALSE(equations.empty());
    for (const Equation& equation : equations) {
      INFO(equation.number);
      CHECK_FALSE(equation.section.empty());
      CHECK_FALSE(equation.text.empty());
      // A level is no step of the model.
      CHECK((!equation.code.empty() || equation.number == "11.1"));
      for (const Function& function : equation.code) {
        std::ifstream file(std::string(RACECAST_SOURCE_DIR) + '/' + function.file);
        const std::string code((std::istreambuf_iterator<char>(file)), {});
        CHECK(code.find(function.name + '(') != std::string::npos);
      }
    }
    CHECK(without_equations(row.meaning).find("(eq") == std::string::npos);
  }
}

TEST_CASE("numbers are read from the end of a meaning", "[report]") {
  const auto two = equations_of("Time that 1.1 takes (eqs. 6.2 and 6.3)");
  REQUIRE(two.size() == 2);
  CHECK(two[0].number == "6.2");
  CHECK(two[0].section == "Reserve");
  CHECK(two[1].number == "6.3");
  REQUIRE(two[1].code.size() == 1);
  CHECK(two[1].code[0].name == "step_utilisation");
  CHECK(two[1].code[0].file == "kernels/model/power.hpp");
  CHECK(equations_of("nothing").empty());
  CHECK(equations_of("other (eq. 99.1)").at(0).section.empty());
  CHECK(without_equations("Time (eq. 1.2)") == "Time");
  CHECK(without_equations("Time") == "Time");
}

TEST_CASE("a bar in an equation is one, and a section without a table has its sentence",
          "[report]") {
  CHECK(equations_of("x (eq. 7.2)").at(0).text.find("|ln(T/M)|") != std::string::npos);
  const Equation concentration = equations_of("x (eq. 9.1)").at(0);
  CHECK(concentration.text.starts_with("The log odds"));
  CHECK(concentration.code.size() == 2);
  CHECK(model_sections().size() == 12);
}
