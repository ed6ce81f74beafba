// Ctrl-C, SIGTERM and SIGUSR1, turned into a question that long work asks now and then.
#pragma once

namespace racecast {

/// While one of these lives, the first of these signals only sets interrupted(); a second one ends
/// the process at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted() const;
};

}  // namespace racecast
