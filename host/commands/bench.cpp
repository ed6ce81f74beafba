#include "host/bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <span>
#include <utility>

#include "host/commands/bench_config.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/count.hpp"
#include "host/commands/device.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "kernels/engine/cpu_features.hpp"

namespace racecast {
namespace {

struct BenchCommand {
  std::string config;
  std::string trajectories;
  std::vector<std::string> set;
  DeviceChoice device;
  double budget = 0;  ///< 0: by `quick`
  std::string json;   ///< a file, or "-"; empty: none
  bool force = false;
  bool quick = false;
  bool quiet = false;
};

constexpr double whole_budget = 60, quick_budget = 5;
constexpr const char* whole_sizes = "10k,100k,1M";
constexpr const char* quick_sizes = "1k,10k";

std::vector<std::uint64_t> sizes_of(const std::string& list) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    sizes.push_back(parse_count(list.substr(at, end - at), "--trajectories", 1, max_trajectories));
    at = end + 1;
  }
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

BenchPlan plan_of(const BenchCommand& command) {
  BenchPlan plan;
  const char* usual = command.quick ? quick_sizes : whole_sizes;
  plan.trajectories = sizes_of(command.trajectories.empty() ? usual : command.trajectories);
  plan.growth = command.quick ? std::vector<std::uint64_t>{1'000, 10'000, 100'000}
                              : std::vector<std::uint64_t>{10'000, 100'000, 1'000'000, 10'000'000,
                                                           100'000'000};
  plan.budget = command.budget > 0 ? command.budget : command.quick ? quick_budget : whole_budget;
  plan.cpu.threads = command.device.threads > 0 ? command.device.threads : available_threads();
  return plan;
}

/// The instruction set that the engine of this choice runs.
int isa_of(const DeviceChoice& choice) {
  const std::vector<CpuIsa> usable = usable_isas();
  for (const CpuIsa isa : usable)
    if (choice.isa == isa_name(isa)) return static_cast<int>(isa);
  return usable.empty() ? -1 : static_cast<int>(usable.back());
}

/// Opened before the work, so that a place that cannot be written is told before it; null where no
/// file is asked for.
std::unique_ptr<AtomicFile> open_json(const BenchCommand& command) {
  if (command.json.empty() || command.json == "-") return nullptr;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(command.json, ignored) && !command.force)
    throw Error(ErrorKind::usage, fmt::format("{} exists already (the numbers would replace it); "
                                              "give another --json FILE, or --force",
                                              command.json));
  return std::make_unique<AtomicFile>(command.json);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void announce(const BenchCommand& command, const ChosenEngine& chosen, const Config& config,
              double budget) {
  if (command.quiet) return;
  if (!chosen.note.empty()) say("racecast: {}\n", chosen.note);
  const DeviceInfo device = chosen.engine->device();
  say("racecast: bench of {} on {} ({}), about {:.0f} s\n", config.name, device.name, device.detail,
      budget);
}

BenchTools tools_of(const BenchCommand& command, StopToken stop) {
  const auto make_engine = [choice = command.device](int threads) {
    DeviceChoice other = choice;
    other.device = "cpu";
    other.threads = threads;
    return choose_engine(other).engine;
  };
  const auto tell = [quiet = command.quiet](const std::string& stage) {
    if (!quiet) say("racecast: measuring {}\n", stage);
  };
  return {make_engine, stop, tell};
}

int bench(const BenchCommand& command) {
  const SignalGuard guard;
  BenchPlan plan = plan_of(command);
  const ConfigOptions options = parse_settings(command.set);
  const std::string path = command.config.empty() ? baseline_config() : command.config;
  const std::unique_ptr<AtomicFile> file = open_json(command);
  FirstResult first;
  auto start = std::chrono::steady_clock::now();
  const Config config = load_config(path, options);
  first.config = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const ChosenEngine chosen = choose_engine(command.device);
  first.engine = seconds_since(start);
  plan.cpu.isa = isa_of(command.device);
  announce(command, chosen, config, plan.budget);

  const BenchReport report =
      run_bench(config, *chosen.engine, plan, tools_of(command, guard.stop()), first);
  const std::string json = bench_json(report).dump(2) + '\n';
  std::cout << (command.json == "-" ? json : bench_text(report));
  if (file) {
    file->write(std::as_bytes(std::span(json)));
    file->publish();
    if (!command.quiet) say("racecast: wrote {}\n", command.json);
  }
  return 0;
}

void add_options(CLI::App& app, BenchCommand& command) {
  app.add_option("CONFIG", command.config, "What is run, a TOML file (default: the baseline)");
  app.add_option("--trajectories", command.trajectories,
                 fmt::format("Sizes whose speed is measured (default: {})", whole_sizes))
      ->type_name("N,N...");
  app.add_option("--budget", command.budget,
                 fmt::format("Seconds for all of it; what does not fit is left out (default: {})",
                             whole_budget))
      ->check(CLI::Range(1.0, 86400.0))
      ->type_name("SECONDS");
  app.add_flag("--quick", command.quick,
               fmt::format("Small sizes within {} seconds", quick_budget));
  add_device_options(app, command.device);
  app.add_option("--isa", command.device.isa, "Instruction set of the CPU (default: the fastest)")
      ->check(CLI::IsMember(all_isa_names()));
  add_settings_option(app, command.set);
  app.add_option("--json", command.json, "Write the numbers to a file; -: to stdout, for the table")
      ->type_name("FILE|-");
  app.add_flag("--force", command.force, "Replace that file if it exists");
  app.add_flag("--quiet", command.quiet, "Nothing on stderr but errors");
}

}  // namespace

void add_bench(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("bench", "Measure how fast a forecast runs here");
  const auto options = std::make_shared<BenchCommand>();
  add_options(*command, *options);
  command->callback([&action, options] { action = [options] { return bench(*options); }; });
}

}  // namespace racecast
