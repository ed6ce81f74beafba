// The ranks of MPI: rank 0 leads, and its engine spreads draws over all.
#pragma once

#include "host/machine/device.hpp"
#include "host/mpi/messages.hpp"

namespace racecast::mpi {

class MpiRanks final : public Ranks {
 public:
  explicit MpiRanks(MPI_Comm comm);

  int rank() const { return rank_; }
  int size() const { return size_; }

  DeviceChoice own_share(const DeviceChoice& choice) const override;
  ChosenEngine lead(const DeviceChoice& choice, ChosenEngine own) override;

  /// For the ranks that do not lead: works until rank 0 ends. Throws what an engine throws.
  void follow();
  /// For rank 0, at its end: lets the others end. Where a failure left them at a job, ends all at
  /// once, with its exit code.
  void dismiss(int exit_code);

 private:
  void work(const Bytes& message, StopToken stop);
  /// The own share of a choice, kept from one message to the next.
  Engine& engine_of(const DeviceChoice& choice);

  MPI_Comm comm_;
  DeviceChoice kept_choice_;
  std::unique_ptr<Engine> kept_;
  int rank_ = 0, size_ = 1;
  bool at_a_job_ = false;
  LocalSlot slot_;  ///< among those of the same machine
};

}  // namespace racecast::mpi
