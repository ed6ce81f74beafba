// Ctrl-C, SIGTERM, SIGUSR1 and SIGHUP, turned into a stop token.
#pragma once

#include "kernels/engine/control.hpp"

namespace racecast {

/// While one of these lives, the first of these signals only sets the flag of stop(); a second one
/// ends the process at once. SIGHUP stays ignored where it was (nohup), and a pipe that nobody
/// reads is an error of writing instead of the end. One at a time.
class SignalGuard {
 public:
  SignalGuard();
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  StopToken stop() const;

 private:
  void (*pipe_before_)(int);  ///< what was done about SIGPIPE
};

}  // namespace racecast
