// The real program, run as a user runs it.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace racecast::testing {

/// What a finished program left: `status` is the exit code, or minus the signal that ended it.
struct Finished {
  int status = 0;
  std::string out;
  std::string err;
};

/// A started `racecast`; killed by the destructor if it still runs.
class Program {
 public:
  /// `environment`: NAME=VALUE, added to the test's own.
  explicit Program(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Waits until `text` stands on stderr; false after a minute or when the program has ended.
  bool wait_for_error_text(const std::string& text) const;
  void signal(int number) const;
  Finished finish();

 private:
  bool running() const;

  pid_t process_ = -1;
  std::string out_file_, err_file_;
};

Finished run_program(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment = {});

/// Sends `signal` as soon as `text` stands on stderr. Throws std::runtime_error if it never does.
Finished interrupt_program(const std::vector<std::string>& arguments, const std::string& text,
                           int signal);

/// Path of a shipped config.
std::string shipped_config(const std::string& name);

}  // namespace racecast::testing
