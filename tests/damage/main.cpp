// Damages result files in every way it knows and runs the commands that read them.
//
//     racecast_damage --folder FOLDER [--files N] [--seed S] [--jobs J] [--kind
//     KIND]
//                 [--report REPORT]
//
// Writes what was seen as JSON; faults (crashes, hangs, wrong answers) leave their files in FOLDER.
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "host/commands/command_line.hpp"
#include "tests/config/texts.hpp"
#include "tests/damage/kinds.hpp"
#include "tests/damage/trial.hpp"

namespace racecast::damage {
namespace {

struct Options {
  std::string folder, report, kind = "all";
  std::uint64_t first = 0, files = 1000, seed = 1;
  int jobs = 2;
};

/// What a job has seen, in memory that outlives it.
struct Tally {
  std::uint64_t next = 0;  ///< number of the file that it is at
  int kind = 0, command = 0;
  /// Of those not made, HDF5 or write_result() refused the change, or HDF5 crashed at it.
  std::uint64_t files[kind_count] = {}, not_made[kind_count] = {};
  std::uint64_t refused[kind_count][command_count] = {}, answered[kind_count][command_count] = {};
  double slowest = 0;
  char complaint[400] = {};  ///< of the file that it is at
};

int make(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv = {"racecast"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  return run_command_line(static_cast<int>(argv.size()), argv.data());
}

/// A forecast with every group of the file and few numbers in each.
std::string small_config() {
  const std::string growth =
      "growth = { dist = \"normal\", mean = 0.3, sd = 0.2, source = \"judgement\" }\n"
      "volatility = { dist = \"uniform\", low = 0.1, high = 0.4, source = \"judgement\" }\n";
  return test::minimal_text(test::threshold_text("second", "\"1 to 4\"", "investment") +
                                test::channel_text("us", "a") + growth +
                                test::channel_text("cn", "b", "state") + growth,
                            "description = \"made to be damaged\"\n");
}

std::string small_run(const Options& options, const std::string& name, const std::string& seed) {
  const std::string config = options.folder + "/small.toml", file = options.folder + '/' + name;
  std::ofstream(config) << small_config();
  std::filesystem::remove(file);
  if (make({"run", config, "-o", file, "--trajectories", "256", "--seed", seed, "--device", "cpu",
            "--quiet", "--set", "run.horizon=2026-10", "--set", "run.paths_per_draw=8", "--set",
            "run.samples=3"}) != 0)
    throw std::runtime_error("cannot make a result");
  return file;
}

/// Runs the commands on one damaged file; the first complaint of any.
std::string complaint_about(Terminal& terminal, const Trial& trial, Tally& tally,
                            const Damaged& damaged, Random& random) {
  std::string first;
  for (int command = 0; command < command_count; ++command) {
    tally.command = command;
    const Answer answer = run_command(terminal, trial, command, random);
    tally.slowest = std::max(tally.slowest, answer.seconds);
    ++(answer.status == 0 ? tally.answered : tally.refused)[tally.kind][command];
    std::string complaint = complaint_of(trial, answer);
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
  const Trial trial = trial_of(terminal, folder, sources.whole);
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

nlohmann::json report(const Options& options, const Tally* tallies,
                      const std::vector<std::string>& faults) {
  nlohmann::json kinds = nlohmann::json::object();
  double slowest = 0;
  for (int kind = 0; kind < kind_count; ++kind) {
    std::uint64_t files = 0, not_made = 0;
    nlohmann::json commands = nlohmann::json::object();
    for (int job = 0; job < options.jobs; ++job) {
      files += tallies[job].files[kind];
      not_made += tallies[job].not_made[kind];
      slowest = std::max(slowest, tallies[job].slowest);
    }
    for (int command = 0; command < command_count; ++command) {
      std::uint64_t refused = 0, answered = 0;
      for (int job = 0; job < options.jobs; ++job) {
        refused += tallies[job].refused[kind][command];
        answered += tallies[job].answered[kind][command];
      }
      commands[command_names[command]] = {{"exit_3", refused}, {"exit_0", answered}};
    }
    if (files + not_made > 0)
      kinds[kind_names[kind]] = {{"files", files}, {"not_made", not_made}, {"commands", commands}};
  }
  return {{"files", options.files}, {"seed", options.seed},       {"jobs", options.jobs},
          {"kinds", kinds},         {"slowest_seconds", slowest}, {"faults", faults}};
}

int run(int argc, char** argv) {
  Options options;
  CLI::App app("Damages result files and runs the commands that read them");
  app.add_option("--folder", options.folder)->required();
  app.add_option("--report", options.report)->required();
  app.add_option("--files", options.files);
  app.add_option("--first", options.first, "Number of the first file, to see one again");
  app.add_option("--seed", options.seed);
  app.add_option("--jobs", options.jobs)->check(CLI::Range(1, 64));
  app.add_option("--kind", options.kind)->check(CLI::IsMember(all_kinds()));
  CLI11_PARSE(app, argc, argv);
  std::filesystem::create_directories(options.folder);
  const Sources sources =
      sources_of(small_run(options, "whole.h5", "1"), small_run(options, "other.h5", "2"));
  void* shared = mmap(nullptr, sizeof(Tally) * static_cast<std::size_t>(options.jobs),
                      PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::runtime_error("no shared memory");
  Tally* tallies = new (shared) Tally[static_cast<std::size_t>(options.jobs)];
  const std::vector<std::string> faults = run_jobs(options, sources, tallies);
  std::ofstream(options.report) << report(options, tallies, faults).dump(2) << '\n';
  for (const std::string& fault : faults) std::cerr << fault << '\n';
  return faults.empty() ? 0 : 1;
}

}  // namespace
}  // namespace racecast::damage

int main(int argc, char** argv) { return racecast::damage::run(argc, argv); }
