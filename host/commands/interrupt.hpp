// Ctrl-C, SIGTERM, SIGUSR1 and SIGHUP, turned into a question that long work asks now and then.
#pragma once

namespace racecast {

/// While one of these lives, the first of these signals only sets interrupted(); a second one ends
/// the process at once. SIGHUP stays ignored where it was (nohup), and a pipe that nobody reads is
/// an error of writing instead of the end. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted() const;

 private:
  void (*pipe_before_)(int);  ///< what was done about SIGPIPE
};

}  // namespace racecast
