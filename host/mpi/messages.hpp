// What ranks send each other: blocks of bytes of any size, in pieces that MPI's int can count.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <optional>
#include <span>

#include "host/mpi/packing.hpp"

namespace racecast::mpi {

enum Tag : int {
  tag_job = 1,
  tag_stop,
  tag_request,  ///< from a rank: draws to compute
  tag_range,    ///< to a rank: these
  tag_counts,
  tag_scenario,  ///< to a rank: what it runs by itself
  tag_halt,      ///< to a rank: it leaves a checkpoint instead
  tag_report     ///< from a rank: how a scenario ended
};

/// Throws std::runtime_error where MPI says that a call failed.
void check(int status, const char* what);

void send_bytes(MPI_Comm comm, int rank, Tag tag, std::span<const std::byte> bytes);
Bytes receive_bytes(MPI_Comm comm, int rank, Tag tag);

template <class T>
void send(MPI_Comm comm, int rank, Tag tag, const T& message) {
  send_bytes(comm, rank, tag, packed(message));
}
template <class T>
T receive(MPI_Comm comm, int rank, Tag tag) {
  return unpacked<T>(receive_bytes(comm, rank, tag));
}

/// Whether a message of any rank or tag waits; who sent it.
struct Waiting {
  int rank, tag;
};
std::optional<Waiting> waiting(MPI_Comm comm, int rank = MPI_ANY_SOURCE, int tag = MPI_ANY_TAG);

/// The next message from `rank`, looked for a thousand times a second: a rank that waits leaves its
/// processor to others.
Waiting wait_for(MPI_Comm comm, int rank);

/// Sends the bytes of all ranks towards rank 0, which adds them up pair by pair: `bytes()` are
/// those of this rank by then, `add` takes another's.
template <class BytesOf, class Add>
void gather(MPI_Comm comm, BytesOf&& bytes, Add&& add) {
  int rank = 0, size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  for (int step = 1; step < size; step *= 2) {
    if (rank % (2 * step) != 0) {
      send_bytes(comm, rank - step, tag_counts, bytes());
      return;
    }
    if (rank + step < size) add(receive_bytes(comm, rank + step, tag_counts));
  }
}

}  // namespace racecast::mpi
