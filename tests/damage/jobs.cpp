#include "tests/damage/jobs.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace racecast::damage {
namespace {

/// Runs the commands on one damaged file; the first complaint of any.
std::string complaint_about(Terminal& terminal, const Trial& trial, Tally& tally,
                            const Damaged& damaged, Random& random) {
  std::string first;
  for (int command = 0; command < command_count; ++command) {
    if (!built(command)) continue;
    tally.command = command;
    const Answer answer = run_command(terminal, trial, command, random);
    tally.slowest = std::max(tally.slowest, answer.seconds);
    ++(answer.status == 0 ? tally.answered : tally.refused)[tally.kind][command];
    std::string complaint = complaint_of(terminal, trial, command, answer);
    if (complaint.empty() && answer.status == 0)
      complaint = wrong_answer(trial, damaged, command, answer);
    if (first.empty()) first = complaint;
  }
  return first;
}

/// Files `tally.next`, `tally.next` + jobs, ... until one is complained of; 0: all are done.
int work(const Options& options, const Sources& sources, Tally& tally) {
  Terminal terminal;
  const std::string folder = fmt::format("{}/job{}", options.folder, tally.next % options.jobs);
  std::filesystem::create_directories(folder);
  const Trial trial = trial_of(terminal, folder, sources.whole, sources.rest);
  for (; tally.next < options.first + options.files;
       tally.next += static_cast<std::uint64_t>(options.jobs)) {
    Random random(options.seed * 1'000'003 + tally.next);
    tally.kind = options.kind == "all" ? usual_kind(random) : kind_named(options.kind);
    tally.command = -1;
    const Damaged damaged = damage(sources, tally.kind, trial.file, random);
    if (!damaged.made) {
      ++tally.not_made[tally.kind];
      continue;
    }
    ++tally.files[tally.kind];
    const std::string complaint = complaint_about(terminal, trial, tally, damaged, random);
    std::strncpy(tally.complaint, complaint.c_str(), sizeof tally.complaint - 1);
    if (!complaint.empty()) return 1;
  }
  return 0;
}

/// Says what became of the file that a job was at, and keeps it.
std::string fault_of(const Options& options, const Tally& tally, int status) {
  const std::string file = fmt::format("{}/fault-{}.h5", options.folder, tally.next);
  std::error_code none;  // where it could not even be made
  std::filesystem::copy_file(
      fmt::format("{}/job{}/damaged.h5", options.folder, tally.next % options.jobs), file,
      std::filesystem::copy_options::overwrite_existing, none);
  const std::string what =
      WIFSIGNALED(status)
          ? (WTERMSIG(status) == SIGALRM ? fmt::format("more than {} s", Terminal::limit)
                                         : fmt::format("signal {}", WTERMSIG(status)))
          : std::string(tally.complaint);
  return fmt::format("{} ({}, {}): {}", file, kind_names[tally.kind],
                     tally.command < 0 ? "making it" : command_names[tally.command], what);
}

int start(const Options& options, const Sources& sources, Tally& tally) {
  std::cout.flush();
  const int job = fork();
  if (job == 0) _exit(work(options, sources, tally));
  return job;
}

}  // namespace

std::vector<std::string> run_jobs(const Options& options, const Sources& sources, Tally* tallies) {
  std::vector<std::string> faults;
  std::vector<int> jobs;
  for (int i = 0; i < options.jobs; ++i) {
    tallies[i].next = options.first + static_cast<std::uint64_t>(i);
    jobs.push_back(start(options, sources, tallies[i]));
  }
  for (int left = options.jobs; left > 0;) {
    int status = 0;
    const int ended = wait(&status);
    const auto place = std::find(jobs.begin(), jobs.end(), ended) - jobs.begin();
    Tally& tally = tallies[place];
    if (status == 0) {
      --left;
      continue;
    }
    if (tally.command < 0 && tally.kind == Kind::objects)
      ++tally.not_made[tally.kind];
    else
      faults.push_back(fault_of(options, tally, status));
    tally.next += static_cast<std::uint64_t>(options.jobs);
    jobs[static_cast<std::size_t>(place)] = start(options, sources, tally);
  }
  return faults;
}

}  // namespace racecast::damage
