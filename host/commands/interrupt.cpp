#include "host/commands/interrupt.hpp"

#include <csignal>

namespace racecast {
namespace {

/// SIGUSR1 is what mpirun passes on, and what job schedulers can be told to send before the time is
/// up.
constexpr int stop_signals[] = {SIGINT, SIGTERM, SIGUSR1};

volatile std::sig_atomic_t signal_seen = 0;

void set_all(void (*handler)(int)) {
  for (const int number : stop_signals) std::signal(number, handler);
}

extern "C" void note_signal(int) {
  signal_seen = 1;
  set_all(SIG_DFL);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  signal_seen = 0;
  set_all(note_signal);
}

InterruptGuard::~InterruptGuard() { set_all(SIG_DFL); }

bool InterruptGuard::interrupted() const { return signal_seen != 0; }

}  // namespace racecast
