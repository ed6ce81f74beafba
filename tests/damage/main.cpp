// Damages result files in every way it knows and runs the commands that read them.
//
//     racecast_damage --folder FOLDER --report REPORT [--files N] [--first N] [--seed S] [--jobs J]
//                     [--kind KIND]
//
// Writes what was seen as JSON; faults (crashes, hangs, wrong answers) leave their files in FOLDER.
#include <sys/mman.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "host/commands/commands.hpp"
#include "tests/config/texts.hpp"
#include "tests/damage/jobs.hpp"
#include "tests/damage/report.hpp"

namespace racecast::damage {
namespace {

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

std::string small_run(const Options& options, const std::string& name, const std::string& shard,
                      const std::string& seed) {
  const std::string config = options.folder + "/small.toml", file = options.folder + '/' + name;
  std::ofstream(config) << small_config();
  std::filesystem::remove(file);
  if (make({"run", config, "-o", file, "--trajectories", "512", "--shard", shard, "--seed", seed,
            "--device", "cpu", "--quiet", "--set", "run.horizon=2026-10", "--set",
            "run.paths_per_draw=8", "--set", "run.samples=3"}) != 0)
    throw std::runtime_error("cannot make a result");
  return file;
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
  const Sources sources = sources_of(small_run(options, "whole.h5", "1/2", "1"),
                                     small_run(options, "rest.h5", "2/2", "1"),
                                     small_run(options, "other.h5", "1/2", "2"));
  void* shared = mmap(nullptr, sizeof(Tally) * static_cast<std::size_t>(options.jobs),
                      PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::runtime_error("no shared memory");
  Tally* tallies = new (shared) Tally[static_cast<std::size_t>(options.jobs)];
  const std::vector<std::string> faults = run_jobs(options, sources, tallies);
  std::ofstream(options.report) << report_of(options, tallies, faults).dump(2) << '\n';
  for (const std::string& fault : faults) std::cerr << fault << '\n';
  return faults.empty() ? 0 : 1;
}

}  // namespace
}  // namespace racecast::damage

int main(int argc, char** argv) { return racecast::damage::run(argc, argv); }
