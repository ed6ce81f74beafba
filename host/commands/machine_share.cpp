#include "host/commands/machine_share.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace racecast {

int fair_threads(int own, int sum, int together, int processes) {
  return std::max(1, sum == together ? own : together / processes);
}

DeviceChoice share_of(const DeviceChoice& choice, const Seat& seat, int gpus) {
  DeviceChoice share = choice;
  if (share.threads == 0) share.threads = seat.threads;
  if (choice.device == "cpu" || gpus == 0) return share;
  const bool all = choice.device == "all";
  if (!all && choice.device != "auto" && choice.device != "cuda") return share;
  share.device = fmt::format("cuda:{}", seat.number % gpus);
  if (!all) return share;
  // Every GPU of the machine, dealt like cards.
  for (int gpu = seat.number + seat.of; gpu < gpus; gpu += seat.of)
    share.device += fmt::format(",{}", gpu);
  return share;
}

}  // namespace racecast
