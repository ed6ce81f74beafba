// The target of libFuzzer: one case, every property.
//
// RACECAST_FUZZ_PLANT=control|bounds|overflow|leak|stack plants a fault in every case, so that a
// test can see each kind caught.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kernels/model/forecast_tables.hpp"
#include "tests/config/texts.hpp"
#include "tests/fuzz/properties.hpp"

namespace {

using namespace racecast;
using namespace racecast::fuzz;

void require(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "broken property: %s\n", broken.c_str());
  std::abort();
}

// Every level keeps room of its own until the next has returned.
[[gnu::noinline]] int descend(int levels) {
  volatile char room[4096];
  room[levels] = 1;
  const int below = levels == 0 ? 0 : descend(levels - 1);
  return below + room[levels];
}

[[gnu::noinline]] void lose(char* memory) { memory[0] = 1; }

void plant(std::string_view fault) {
  static volatile int largest = INT32_MAX;
  if (fault == "control") require(broken_property({{"config.toml", 1, 1, "\x1b[2J", "hint"}}));
  if (fault == "bounds") {
    Config config = parse_config(test::minimal_text(), config_name);
    OwnForecast own(config.forecast);
    std::ranges::fill(own.tables.fixed, 0.0f);
    config.forecast = own.forecast;
    require(broken_property(config));
  }
  if (fault == "overflow") largest = largest + 1;
  if (fault == "leak") lose(new char[100]);
  if (fault == "stack") descend(64);  // 256 KiB and a little
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const char* const fault = std::getenv("RACECAST_FUZZ_PLANT");
  if (fault != nullptr) plant(fault);
  const Verdict verdict = examine(split({reinterpret_cast<const char*>(data), size}));
  require(verdict.broken);
  return 0;
}
