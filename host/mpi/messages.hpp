// What ranks send each other: blocks of bytes of any size, in pieces that MPI's int can count.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace racecast::mpi {

using Bytes = std::vector<std::byte>;

enum Tag : int {
  tag_job = 1,
  tag_stop,
  tag_ask,
  tag_range,
  tag_counts,
  tag_scenario,  ///< to a rank: what it runs by itself
  tag_halt,      ///< to a rank: it leaves a checkpoint instead
  tag_report     ///< from a rank: how a scenario ended
};

/// Throws std::runtime_error where MPI says that a call failed.
void check(int status, const char* what);

void send(MPI_Comm comm, int rank, Tag tag, std::span<const std::byte> bytes);
Bytes receive(MPI_Comm comm, int rank, Tag tag);

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
      send(comm, rank - step, tag_counts, bytes());
      return;
    }
    if (rank + step < size) add(receive(comm, rank + step, tag_counts));
  }
}

/// Appends the bytes of numbers, and takes them off again.
class Writer {
 public:
  template <class T>
  void put(const T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto* first = reinterpret_cast<const std::byte*>(values);
    bytes_.insert(bytes_.end(), first, first + size * sizeof(T));
  }
  template <class T>
  void put(const T& value) {
    put(&value, 1);
  }
  void put_text(const std::string& text) {
    put(text.size());
    put(text.data(), text.size());
  }
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <class T>
  void take(T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> from = bytes_.first(size * sizeof(T));
    std::copy(from.begin(), from.end(), reinterpret_cast<std::byte*>(values));
    bytes_ = bytes_.subspan(from.size());
  }
  template <class T>
  T take() {
    T value{};
    take(&value, 1);
    return value;
  }
  std::string take_text() {
    std::string text(take<std::size_t>(), '\0');
    take(text.data(), text.size());
    return text;
  }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace racecast::mpi
