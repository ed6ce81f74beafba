#include "host/command_line/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "host/files/output.hpp"

namespace racecast {

namespace {

bool is_terminal(int stream) {
  const char* kind = std::getenv("TERM");
  return isatty(stream) != 0 && kind != nullptr && std::strcmp(kind, "dumb") != 0;
}

bool has_colour(int stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  return is_terminal(stream) && (no_colour == nullptr || *no_colour == '\0');
}

/// Columns of the terminal on `stream`, `otherwise` where they are not known.
int columns_of(int stream, int otherwise) {
  winsize size{};
  const bool known = ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : otherwise;
}

}  // namespace

bool stderr_is_terminal() { return is_terminal(STDERR_FILENO); }

int stderr_columns() { return columns_of(STDERR_FILENO, 80); }

TextStyle stdout_style() {
  constexpr int unlimited = 1 << 20;
  return {static_cast<std::size_t>(columns_of(STDOUT_FILENO, unlimited)),
          has_colour(STDOUT_FILENO)};
}

std::string error_prefix() {
  return has_colour(STDERR_FILENO) ? "racecast: \033[1;31merror:\033[0m " : "racecast: error: ";
}

void say_text(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void show(const Answer& answer) { std::cout << text_of(answer, stdout_style()); }

void show(const Data& data, KeyOrder order) { std::cout << json_text(data, 2, order) << '\n'; }

void show(const Answer& answer, const Data& data, bool as_json, const std::string& file,
          KeyOrder order) {
  as_json ? show(data, order) : show(answer);
  std::cout.flush();
  if (!file.empty()) write_text_file(file, json_text(data, 2, order) + '\n');
}

}  // namespace racecast
