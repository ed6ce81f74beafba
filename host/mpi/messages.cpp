#include "host/mpi/messages.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace racecast::mpi {
namespace {

constexpr std::size_t piece = std::size_t{1} << 26;

}  // namespace

void check(int status, const char* what) {
  if (status == MPI_SUCCESS) return;
  char text[MPI_MAX_ERROR_STRING];
  int size = 0;
  MPI_Error_string(status, text, &size);
  throw std::runtime_error(std::string("MPI failed while ") + what + " (" + text + ")");
}

void send_bytes(MPI_Comm comm, int rank, Tag tag, std::span<const std::byte> bytes) {
  const std::uint64_t size = bytes.size();
  check(MPI_Send(&size, 1, MPI_UINT64_T, rank, tag, comm), "sending a size");
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(piece, bytes.size())))
    check(MPI_Send(bytes.data(), static_cast<int>(std::min(piece, bytes.size())), MPI_BYTE, rank,
                   tag, comm),
          "sending bytes");
}

Bytes receive_bytes(MPI_Comm comm, int rank, Tag tag) {
  std::uint64_t size = 0;
  check(MPI_Recv(&size, 1, MPI_UINT64_T, rank, tag, comm, MPI_STATUS_IGNORE), "receiving a size");
  Bytes bytes(static_cast<std::size_t>(size));
  for (std::span<std::byte> rest = bytes; !rest.empty();
       rest = rest.subspan(std::min(piece, rest.size())))
    check(MPI_Recv(rest.data(), static_cast<int>(std::min(piece, rest.size())), MPI_BYTE, rank, tag,
                   comm, MPI_STATUS_IGNORE),
          "receiving bytes");
  return bytes;
}

std::optional<Waiting> waiting(MPI_Comm comm, int rank, int tag) {
  int there = 0;
  MPI_Status status;
  check(MPI_Iprobe(rank, tag, comm, &there, &status), "looking for a message");
  if (there == 0) return {};
  return Waiting{status.MPI_SOURCE, status.MPI_TAG};
}

Waiting wait_for(MPI_Comm comm, int rank) {
  for (;;) {
    if (const auto message = waiting(comm, rank)) return *message;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace racecast::mpi
