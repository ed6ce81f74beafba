#include "host/machine/machine_share.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace racecast {

int fair_threads(int own, int sum, int together, int ranks) {
  return std::max(1, sum == together ? own : together / ranks);
}

DeviceChoice share_of(const DeviceChoice& choice, const LocalSlot& slot, int gpus) {
  DeviceChoice share = choice;
  if (share.threads == 0) share.threads = slot.threads;
  if (choice.device == "cpu" || gpus == 0) return share;
  const bool all = choice.device == "all";
  if (!all && choice.device != "auto" && choice.device != "cuda") return share;
  share.device = fmt::format("cuda:{}", slot.number % gpus);
  if (!all) return share;
  // Every GPU of the machine, in turns.
  for (int gpu = slot.number + slot.of; gpu < gpus; gpu += slot.of)
    share.device += fmt::format(",{}", gpu);
  return share;
}

}  // namespace racecast
