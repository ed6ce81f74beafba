// One writer at a time for an output file.
#pragma once

#include <string>

namespace racecast {

/// The file that `path` names, through symbolic links that may lead to a file that is not there
/// yet. Throws Error(runtime) where that is something other than a plain file.
std::string resolved_output(const std::string& path);

/// Holds the right to write `path` and what stands beside it, in a file `.NAME.lock` that the
/// operating system unlocks when the process ends, however it ends. Temporary files that an earlier
/// writer left behind are removed. Where the file system knows no locks there is none.
class OutputLock {
 public:
  /// Throws Error(runtime) where a process holds it that writes `path`; takes nothing itself.
  static void require_free(const std::string& path);

  /// Throws Error(runtime) where another process holds it, or where nothing can be written beside
  /// `path`.
  explicit OutputLock(const std::string& path);
  ~OutputLock();
  OutputLock(const OutputLock&) = delete;
  OutputLock& operator=(const OutputLock&) = delete;

 private:
  std::string lock_;
  int descriptor_ = -1;
};

}  // namespace racecast
