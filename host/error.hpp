// One exception for everything a person can act on; main maps its kind to the exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace racecast {

enum class ErrorKind { runtime, usage, config, file, interrupted };

/// Of the program.
constexpr int exit_code(ErrorKind kind) {
  constexpr int codes[] = {1, 2, 2, 3, 130};
  return codes[static_cast<int>(kind)];
}

/// what(): "problem (why); what to do", possibly of several lines, without a trailing newline.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const { return kind_; }
  int exit_code() const { return racecast::exit_code(kind_); }

 private:
  ErrorKind kind_;
};

/// An error as "problem (why)" and "what to do".
struct Advice {
  std::string problem, hint;
};
inline Advice split_advice(const Error& error) {
  const std::string text = error.what();
  const std::size_t end = text.rfind("; ");
  if (end == std::string::npos) return {text, ""};
  return {text.substr(0, end), text.substr(end + 2)};
}

}  // namespace racecast
