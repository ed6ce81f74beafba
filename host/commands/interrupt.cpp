#include "host/commands/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace racecast {
namespace {

/// SIGUSR1 is what mpirun passes on, and what job schedulers can be told to send before the time is
/// up.
constexpr int stop_signals[] = {SIGINT, SIGTERM, SIGUSR1};

/// The system may run the handler in any thread, while another one looks.
std::atomic<bool> signal_seen = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not lock");

void set_all(void (*handler)(int)) {
  for (const int number : stop_signals) std::signal(number, handler);
}

extern "C" void note_signal(int) {
  signal_seen = true;
  set_all(SIG_DFL);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  signal_seen = false;
  set_all(note_signal);
}

InterruptGuard::~InterruptGuard() { set_all(SIG_DFL); }

bool InterruptGuard::interrupted() const { return signal_seen; }

}  // namespace racecast
