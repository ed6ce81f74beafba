// What a rank takes of its machine, where several run there.
#pragma once

#include "host/machine/device.hpp"

namespace racecast {

/// A rank among those on the same machine.
struct LocalSlot {
  int number = 0;   ///< counted from 0
  int of = 1;       ///< how many there are
  int threads = 1;  ///< for its CPU engine, where no number is asked for
};

/// Threads for one of `ranks` on a machine. It may use `own` processors; the numbers of all of
/// them add up to `sum`, and are of `together` different processors. Where each has processors of
/// its own, it takes these; where they share them, an equal part; at least 1.
int fair_threads(int own, int sum, int together, int ranks);

/// What of a choice for all ranks one takes: its threads, and of `gpus` GPUs of the
/// machine one, or with --device all every `of`-th. A GPU chosen by number is everyone's.
DeviceChoice share_of(const DeviceChoice& choice, const LocalSlot& slot, int gpus);

}  // namespace racecast
