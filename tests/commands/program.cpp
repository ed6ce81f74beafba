#include "tests/commands/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace racecast::testing {
namespace {

std::string new_file() {
  std::string name = "/tmp/racecast-output-XXXXXX";
  const int file = mkstemp(name.data());
  if (file < 0) throw std::runtime_error("cannot make a temporary file");
  close(file);
  return name;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

[[noreturn]] void become_program(const std::vector<std::string>& arguments,
                                 const std::vector<std::string>& environment,
                                 const std::string& out, const std::string& err) {
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(open(out.c_str(), O_WRONLY), STDOUT_FILENO);
  dup2(open(err.c_str(), O_WRONLY), STDERR_FILENO);
  for (const std::string& setting : environment) putenv(const_cast<char*>(setting.c_str()));
  std::vector<char*> argv = {const_cast<char*>("racecast")};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(RACECAST_BINARY, argv.data());
  _exit(126);
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment)
    : out_file_(new_file()), err_file_(new_file()) {
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot start the program");
  if (process_ == 0) become_program(arguments, environment, out_file_, err_file_);
}

Program::~Program() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  unlink(out_file_.c_str());
  unlink(err_file_.c_str());
}

bool Program::running() const {
  siginfo_t ended{};
  waitid(P_PID, static_cast<id_t>(process_), &ended, WEXITED | WNOHANG | WNOWAIT);
  return ended.si_pid == 0;
}

bool Program::wait_for_error_text(const std::string& text) const {
  for (int tries = 0; tries < 6000 && running(); ++tries) {
    if (text_of(err_file_).find(text) != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

void Program::signal(int number) const { kill(process_, number); }

Finished Program::finish() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return {code, text_of(out_file_), text_of(err_file_)};
}

Finished run_program(const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment) {
  return Program(arguments, environment).finish();
}

Finished interrupt_program(const std::vector<std::string>& arguments, const std::string& text,
                           int signal) {
  Program program(arguments);
  if (!program.wait_for_error_text(text)) throw std::runtime_error("it never said: " + text);
  program.signal(signal);
  return program.finish();
}

std::string shipped_config(const std::string& name) {
  return std::string(RACECAST_SOURCE_DIR) + "/configs/" + name;
}

}  // namespace racecast::testing
