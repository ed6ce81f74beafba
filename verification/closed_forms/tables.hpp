// The table of closed forms, as Markdown.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/model/forecast.hpp"
#include "verification/findings.hpp"

namespace racecast::verification {

struct VerificationOptions {
  std::uint64_t paths = 20'000'000;  ///< of each check, or draws; whole draws of 32 paths are run
  int threads = 1;

  std::uint64_t draws_of(const Forecast& forecast) const {
    const auto each = static_cast<std::uint64_t>(forecast.paths_per_draw);
    return (paths + each - 1) / each;
  }
};

/// Closed forms against the engine, and what is wrong with them; where `page` is not empty, also
/// which rows it lacks or has too many.
Findings verification_table(const VerificationOptions& options, const std::string& page = {});

}  // namespace racecast::verification
