#include "host/machine/ranks.hpp"

namespace racecast {
namespace {

Ranks* led_by_process = nullptr;

}  // namespace

Ranks* ranks_of_process() { return led_by_process; }
void set_ranks(Ranks* ranks) { led_by_process = ranks; }

}  // namespace racecast
