// Whole scenarios of a sweep, run by the rank that is free.
#pragma once

#include "host/commands/scenario_dealer.hpp"
#include "host/mpi/messages.hpp"

namespace racecast::mpi {

/// An order as a rank learns of it, which takes its share of the device.
struct RemoteOrder {
  DeviceChoice device;
  ScenarioOrder order;
};
Bytes packed(const RemoteOrder& remote);
RemoteOrder unpacked_order(std::span<const std::byte> bytes);

/// For a rank that does not lead: carries the order out and reports to rank 0. A halt and a signal
/// leave a checkpoint.
void run_order(MPI_Comm comm, const ScenarioOrder& order, Engine& engine, StopToken stop);

/// For rank 0: ScenarioDealer::deal(), with `own` for its part. Calls `all_free` once no other rank
/// has anything in hand.
void deal_scenarios(MPI_Comm comm, int ranks, const DeviceChoice& device, Engine& own,
                    std::size_t orders, const std::function<ScenarioOrder(std::size_t)>& order,
                    const DealObserver& observer, StopToken stop,
                    const std::function<void()>& all_free);

}  // namespace racecast::mpi
