// What an interrupted run leaves behind, and goes on from.
//
// A checkpoint stands beside the output, OUTPUT.ckpt, with the one before it, OUTPUT.ckpt.1:
//
//     "racecast checkpoint 1\n"
//     size of the body, 64 bits, lowest byte first
//     the body: size of its head (64 bits), the head (JSON: which run, how far), packed counts
//     CRC-32 of all bytes before it, 32 bits, lowest byte first
//
// It is written whole under another name and renamed, and it is no HDF5: reading one must not
// crash, whatever has happened to it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "host/forecast/run_identity.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// How far a run is.
struct RunState {
  RunIdentity identity;
  std::uint64_t draws_done = 0;  ///< the first so many of the range
  double seconds = 0;            ///< that the engine took for them
};

enum class CheckpointStanding { none, of_run, of_another, damaged };

/// The checkpoint of one output file.
class CheckpointFile {
 public:
  explicit CheckpointFile(const std::string& output);

  const std::string& path() const { return path_; }
  /// Whether there is one, good or bad, of either generation.
  bool exists() const;
  /// What both generations take of the disk.
  std::uintmax_t bytes() const;
  /// Throws Error(runtime); the generation before is then still there.
  void write(const RunState& state, const Result& counts) const;
  /// Reads the newest one that is whole into `counts`, which has the extents of the run and no
  /// counts, and says so in `notice` where that is not the last written. Empty: there is none.
  /// Throws Error(file) where there is one and none is whole, and Error(usage) where it is of
  /// another run than `identity`.
  std::optional<RunState> read(const RunIdentity& identity, Result& counts,
                               const std::function<void(const std::string&)>& notice) const;
  /// What read() would say of it.
  CheckpointStanding standing(const RunIdentity& identity, Result counts) const;
  /// Where the newest is damaged, the one before takes its name: the next write() would have kept
  /// the damaged one.
  void promote_backup() const;
  void remove() const;

 private:
  std::string path_, before_;
};

}  // namespace racecast
