// The engine of rank 0: deals draws to all ranks, itself among them, and adds up what they count.
#pragma once

#include <memory>

#include "host/commands/device.hpp"
#include "host/mpi/messages.hpp"

namespace racecast::mpi {

/// MPI is called by the thread that calls run() alone; the own engine works on another.
class LeadingEngine final : public Engine {
 public:
  LeadingEngine(MPI_Comm comm, int ranks, DeviceChoice choice, std::unique_ptr<Engine> own)
      : comm_(comm), ranks_(ranks), choice_(std::move(choice)), own_(std::move(own)) {}

  DeviceInfo device() const override;
  std::uint64_t host_bytes(const Forecast& forecast) const override {
    return own_->host_bytes(forecast);
  }
  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to, Sink& sink) override;

 private:
  MPI_Comm comm_;
  int ranks_;
  DeviceChoice choice_;
  std::unique_ptr<Engine> own_;
};

}  // namespace racecast::mpi
