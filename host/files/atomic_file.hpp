// A file that appears whole or not at all.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace racecast {

inline constexpr const char* temporary_suffix = ".tmp";

/// Writes to a temporary name beside `path`; publish() makes that the file. Destroyed before, it
/// leaves no trace, and what stood at `path` is untouched. A symbolic link is followed.
class AtomicFile {
 public:
  /// Throws Error(runtime) where `path` cannot be written, or names something that is no plain
  /// file.
  explicit AtomicFile(const std::string& path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Appends. Throws Error(runtime).
  void write(std::span<const std::byte> bytes);

  /// fsync, rename, fsync of the directory. Throws Error(runtime). After an error of the last step
  /// the new file is complete, but may not survive a crash of the machine.
  void publish();

 private:
  [[noreturn]] void fail(const char* what) const;
  void close();

  std::string path_;  // where the file is to be, links resolved
  std::string directory_;
  std::string temporary_;  // empty: there is none
  int descriptor_ = -1;
};

}  // namespace racecast
