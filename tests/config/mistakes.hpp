// Collects the diagnostics of a config for tests.
#pragma once

#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"

namespace racecast::test {

/// Every diagnostic that any test provokes must name its fix.
inline std::vector<Diagnostic> mistakes(const std::string& text, const ConfigOptions& options = {},
                                        const std::string& name = "test.toml") {
  try {
    parse_config(text, name, options);
  } catch (const ConfigError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      INFO(to_string(diagnostic));
      CHECK_FALSE(diagnostic.hint.empty());
    }
    return error.diagnostics();
  }
  return {};
}

/// The messages, a line each.
inline std::string mistakes_text(const std::string& text, const ConfigOptions& options = {}) {
  std::string all;
  for (const Diagnostic& diagnostic : mistakes(text, options)) all += to_string(diagnostic) + '\n';
  return all;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace racecast::test
