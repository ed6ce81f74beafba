#include "host/bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/commands/bench_config.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/show.hpp"
#include "host/files/output.hpp"
#include "host/text/count.hpp"
#include "kernels/engine/cpu_features.hpp"

namespace racecast {
namespace {

struct BenchCommand : RunSettings {
  std::string sizes;
  std::optional<double> budget;
  bool quick = false;
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
  plan.trajectories = sizes_of(command.sizes.empty() ? usual : command.sizes);
  plan.growth = command.quick ? std::vector<std::uint64_t>{1'000, 10'000, 100'000}
                              : std::vector<std::uint64_t>{10'000, 100'000, 1'000'000, 10'000'000,
                                                           100'000'000};
  plan.budget = command.budget.value_or(command.quick ? quick_budget : whole_budget);
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

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

BenchTools tools_of(const BenchCommand& command, Ranks* ranks, StopToken stop) {
  const auto make_engine = [choice = command.device, ranks](int threads) {
    DeviceChoice other = choice;
    other.device = "cpu";
    other.threads = threads;
    return choose_engine(other, ranks).engine;
  };
  const auto tell = [&command](const std::string& stage) { note(command, "measuring " + stage); };
  return {make_engine, stop, tell};
}

int bench(const BenchCommand& command, const Invocation& call) {
  const SignalGuard guard;
  BenchPlan plan = plan_of(command);
  const std::string path = command.config.empty() ? baseline_config() : command.config;
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  FirstResult first;
  auto start = std::chrono::steady_clock::now();
  const Config config = load_config(path, {command.set});
  first.config = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const ChosenEngine chosen = choose_engine(command.device, call.ranks);
  first.engine = seconds_since(start);
  plan.cpu.isa = isa_of(command.device);
  announce(command, fmt::format("bench of {}, about {:.0f} s,", config.name, plan.budget), chosen);

  const BenchReport report =
      run_bench(config, *chosen.engine, plan, tools_of(command, call.ranks, guard.stop()), first);
  show(bench_answer(report), bench_data(report), command.json, command.output, KeyOrder::as_given);
  if (!command.output.empty()) note(command, "wrote " + command.output);
  return 0;
}

void bench_options(Command& command, BenchCommand& fields) {
  Option& config = command.add(options::config, &fields.config);
  config.text = "What is run, a TOML file (default: the baseline)";
  config.required = false;
  command.add({.names = "--trajectories",
               .text = fmt::format("Sizes whose speed is measured (default: {})", whole_sizes),
               .shown = "N,N..."},
              &fields.sizes);
  command.add({.names = "--budget",
               .kind = ValueKind::real,
               .text = fmt::format("Seconds for all of it; what does not fit is left out "
                                   "(default: {})",
                                   whole_budget),
               .shown = "SECONDS",
               .low = 1,
               .high = 86400},
              &fields.budget);
  command.add({.names = "--quick",
               .kind = ValueKind::flag,
               .text = fmt::format("Small sizes within {} seconds", quick_budget)},
              &fields.quick);
  add_device_options(command, fields.device);
  command.add(options::isa, &fields.device.isa);
  command.add(options::set, &fields.set);
  command.add(options::json_output, &fields.output);
  command.add(options::force, &fields.force);
  command.add(options::quiet, &fields.quiet);
  command.add(options::json, &fields.json);
}

}  // namespace

Command bench_command() {
  return make_command("bench", "Measure how fast a forecast runs here", bench_options, bench);
}

}  // namespace racecast
