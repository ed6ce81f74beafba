#include "host/command_line/signal_guard.hpp"

#include <atomic>
#include <csignal>

namespace racecast {
namespace {

/// SIGUSR1 is what mpirun passes on, and what job schedulers can be told to send before the time is
/// up. SIGHUP is a terminal that was closed.
constexpr int stop_signals[] = {SIGINT, SIGTERM, SIGUSR1, SIGHUP};

/// The system may run the handler in any thread, while another one looks.
std::atomic<bool> signal_seen = false, under_nohup = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not lock");

void set_all(void (*handler)(int)) {
  for (const int number : stop_signals)
    if (number != SIGHUP || !under_nohup) std::signal(number, handler);
}

extern "C" void note_signal(int) {
  signal_seen = true;
  set_all(SIG_DFL);
}

}  // namespace

SignalGuard::SignalGuard() {
  signal_seen = false;
  under_nohup = std::signal(SIGHUP, SIG_IGN) == SIG_IGN;
  set_all(note_signal);
  pipe_before_ = std::signal(SIGPIPE, SIG_IGN);  // who reads the progress may end before
}

SignalGuard::~SignalGuard() {
  set_all(SIG_DFL);
  std::signal(SIGPIPE, pipe_before_);
}

StopToken SignalGuard::stop() const { return StopToken(signal_seen); }

}  // namespace racecast
