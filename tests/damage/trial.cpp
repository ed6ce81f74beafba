#include "tests/damage/trial.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "host/commands/commands.hpp"
#include "host/page/page.hpp"

namespace racecast::damage {
namespace {

namespace fs = std::filesystem;

/// A file in memory that stands for one of the process's streams.
int captured(const char* name, int stream) {
  const int file = memfd_create(name, 0);
  if (file < 0 || dup2(file, stream) < 0) throw std::runtime_error("cannot capture a stream");
  return file;
}

std::string taken(int file) {
  std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
  if (pread(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0)
    throw std::runtime_error("cannot read what a command wrote");
  return text;
}

bool acts_on_terminal(const std::string& text) {
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 32 && letter != '\n' && letter != '\t' && letter != '\r') return true;
  }
  return false;
}

/// A merge leaves a file that says what the merge has said, or nothing.
std::string merge_complaint(Terminal& terminal, const Trial& trial, const Answer& answer) {
  std::string wrong;
  if (answer.status == 0) {
    const Answer again = terminal.run({"summary", trial.merged, "--json"});
    if (again.status != 0) wrong = "merge wrote a file that cannot be read: " + again.err;
    if (again.status == 0 && again.out != answer.out)
      wrong = "merge wrote another file than it said";
    fs::remove(trial.merged);
  }
  const fs::path place = fs::path(trial.merged).parent_path();
  for (const fs::directory_entry& left : fs::directory_iterator(place)) {
    wrong = "merge left " + left.path().filename().string();
    fs::remove_all(left.path());
  }
  return wrong;
}

}  // namespace

Terminal::Terminal() : out_(captured("out", 1)), err_(captured("err", 2)) {}

Answer Terminal::run(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"racecast"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  Answer answer;
  const auto start = std::chrono::steady_clock::now();
  alarm(limit);
  answer.status = run_command_line(static_cast<int>(argv.size()), argv.data());
  std::cout.flush();
  std::fflush(stdout);
  alarm(0);
  answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::cout.clear();
  answer.out = taken(out_);
  answer.err = taken(err_);
  return answer;
}

Trial trial_of(Terminal& terminal, const std::string& folder, const std::string& whole,
               const std::string& rest) {
  const std::string place = folder + "/merged";
  fs::create_directories(place);
  Trial trial{folder + "/damaged.h5", whole, rest, folder + "/page.html",
              place + "/run.h5",      {},    {},   {}};
  std::istringstream list(terminal.run({"export", whole, "--list"}).out);
  for (std::string line; std::getline(list, line);)
    if (const std::string name = line.substr(0, line.find(' ')); !name.empty())
      trial.tables.push_back(name);
  trial.outcomes = outcomes_of(terminal.run({"summary", whole, "--json"}).out);
  trial.merged_outcomes =
      outcomes_of(terminal.run({"merge", whole, rest, "-o", trial.merged, "--json"}).out);
  fs::remove(trial.merged);
  return trial;
}

nlohmann::json outcomes_of(const std::string& summary) {
  nlohmann::json outcomes = nlohmann::json::array();
  const nlohmann::json all = nlohmann::json::parse(summary);
  for (const nlohmann::json& threshold : all.at("thresholds"))
    outcomes.push_back(threshold.at("outcome"));
  return outcomes;
}

bool is_merge(int command) { return std::string_view(command_names[command]) == "merge"; }

bool built(int command) {
  return std::string_view(command_names[command]) != "report" || !page_pieces().empty();
}

Answer run_command(Terminal& terminal, const Trial& trial, int command, Random& random) {
  const std::string& file = trial.file;
  switch (command) {
    case 0:
      return random.below(2) == 0 ? terminal.run({"summary", file})
                                  : terminal.run({"summary", file, "--json"});
    case 1:
      return random.below(2) == 0 ? terminal.run({"compare", file, trial.whole})
                                  : terminal.run({"compare", trial.whole, file, "--json"});
    case 2:
      return terminal.run({"report", trial.whole, file, "-o", trial.page, "--force"});
    case 3:
      return terminal.run({"export", file, "--table", random.of(trial.tables), "--format",
                           random.below(2) == 0 ? "csv" : "json"});
    case 4:
      return terminal.run({"verify", file, "--device", "cpu", "--threads", "1"});
    default:
      return random.below(2) == 0
                 ? terminal.run({"merge", file, trial.rest, "-o", trial.merged, "--json"})
                 : terminal.run({"merge", trial.rest, file, "-o", trial.merged, "--json"});
  }
}

std::string complaint_of(Terminal& terminal, const Trial& trial, int command,
                         const Answer& answer) {
  const bool merge = is_merge(command);
  if (std::string wrong = merge ? merge_complaint(terminal, trial, answer) : ""; !wrong.empty())
    return wrong;
  if (answer.status != 0 && answer.status != 3 && !(merge && answer.status == 2))
    return "exit code " + std::to_string(answer.status) + ": " + answer.err;
  if (acts_on_terminal(answer.err)) return "a message that a terminal acts on";
  if (acts_on_terminal(answer.out)) return "an answer that a terminal acts on";
  if (answer.status == 0) return "";
  if (answer.err.find(trial.file) == std::string::npos)
    return "a message without the file: " + answer.err;
  return answer.err.size() > 20'000 ? "a message of " + std::to_string(answer.err.size()) : "";
}

}  // namespace racecast::damage
