// The equations of docs/model.md, which is read into the program when it is built.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace racecast {

struct Function {
  std::string name;
  std::string file;  ///< below the root of the repository; "" where it is not known
};

struct Equation {
  std::string number;          ///< "2.3"
  std::string section;         ///< "Chips"
  std::string text;            ///< in one line; "" where the section has no table of equations
  std::vector<Function> code;  ///< functions of kernels/model that compute it
};

/// All sections with their titles, in order: number "2", text "Chips".
struct Section {
  std::string number, title;
};
const std::vector<Section>& model_sections();

/// The equations that the meaning of a parameter names at its end: "... (eqs. 6.2 and 6.3)".
std::vector<Equation> equations_of(std::string_view meaning);

/// A meaning without its equations.
std::string without_equations(std::string_view meaning);

}  // namespace racecast
