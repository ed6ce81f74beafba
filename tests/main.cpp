// The test program. `racecast_tests --gpu` runs the tests that need a GPU, and says so and exits
// with 77 (skipped, to ctest) where there is none.
#define CATCH_CONFIG_RUNNER
#include "tests/catch.hpp"

#include <cstdio>
#include <cstring>
#include <string>

#include "kernels/engine/engine.hpp"

int main(int argc, char** argv) {
  constexpr int skipped = 77;
  if (argc == 2 && std::strcmp(argv[1], "--gpu") == 0) {
    std::string why;
    if (racecast::cuda_devices(&why).empty()) {
      std::printf("skipped: tests on a GPU (%s)\n", why.c_str());
      return skipped;
    }
    const char* arguments[] = {argv[0], "[gpu]", "-w", "NoTests"};
    return Catch::Session().run(4, arguments);
  }
  return Catch::Session().run(argc, argv);
}
