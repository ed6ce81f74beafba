// What a check of a table finds.
#pragma once

#include <string>
#include <vector>

namespace racecast::verification {

/// A table, and what a check of it finds wrong, a line each.
struct Findings {
  std::string table;
  std::vector<std::string> wrong;
};

}  // namespace racecast::verification
