// What this process and machine cost besides the engine.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "host/bench/bench.hpp"

extern char** environ;

namespace racecast {
namespace {

bool start_and_end() {
  static char name[] = "racecast", option[] = "--version";
  char* const arguments[] = {name, option, nullptr};
  posix_spawn_file_actions_t actions{};  // what becomes of the files of the child
  posix_spawn_file_actions_init(&actions);
  const std::unique_ptr<posix_spawn_file_actions_t, int (*)(posix_spawn_file_actions_t*)> owner(
      &actions, posix_spawn_file_actions_destroy);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  if (posix_spawn(&child, "/proc/self/exe", &actions, nullptr, arguments, environ) != 0)
    return false;
  int status = -1;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::uint64_t> peak_memory() {
  // Not getrusage(): its figure begins with that of the process which started this one.
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    std::istringstream words(line);
    std::string key;
    std::uint64_t kibibytes = 0;
    if (words >> key >> kibibytes && key == "VmHWM:") return kibibytes * 1024;
  }
  return std::nullopt;
}

std::vector<double> time_process_start(int repeats) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> seconds;
  for (int i = 0; i < repeats; ++i) {
    const Clock::time_point start = Clock::now();
    if (!start_and_end()) return {};
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  return seconds;
}

}  // namespace racecast
