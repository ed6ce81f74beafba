// How long a verification runs.
#pragma once

#include <cstdint>

namespace racecast::verification {

struct VerificationOptions {
  std::uint64_t paths = 20'000'000;  ///< of each check, or draws; whole draws of 32 paths are run
  int threads = 1;
};

}  // namespace racecast::verification
