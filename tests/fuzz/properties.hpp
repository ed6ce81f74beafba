// What must hold of every config, valid or not.
#pragma once

#include <string>

#include "host/config/config.hpp"
#include "host/toml/diagnostics.hpp"
#include "tests/fuzz/case.hpp"

namespace racecast::fuzz {

/// What came of a case.
struct Verdict {
  bool accepted = false;
  std::string broken;  ///< the property that does not hold; empty: all hold
  std::string text;    ///< the diagnostics of a refused config
};

/// Reads the case as `racecast check` would, and looks at what came of it:
/// - accepted: every parameter is finite and within its bounds, a drawn one at every score; the
///   resolved text gives the same forecast, byte for byte, and resolves to itself.
/// - refused: one diagnostic or more, each with a file, a message and what to do, on one line of
///   UTF-8 that a terminal shows and does not act on.
Verdict examine(const Case& input);

/// The properties of an accepted config, and of a refused one; the first that does not hold.
std::string broken_property(const Config& config);
std::string broken_property(const std::vector<Diagnostic>& diagnostics);

}  // namespace racecast::fuzz
