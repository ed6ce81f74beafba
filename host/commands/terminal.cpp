#include "host/commands/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace racecast {

bool stderr_is_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

int stderr_columns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string error_prefix() {
  const char* no_colour = std::getenv("NO_COLOR");
  const bool colour = stderr_is_terminal() && (no_colour == nullptr || *no_colour == '\0');
  return colour ? "racecast: \033[1;31merror:\033[0m " : "racecast: error: ";
}

}  // namespace racecast
