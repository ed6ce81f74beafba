// devices and bench: what this machine has, and how fast a forecast runs on it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ranges>
#include <vector>

#include "host/bench/bench.hpp"
#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/text/count.hpp"
#include "kernels/engine/cpu_features.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

struct BenchCommand : RunSettings {
  std::string sizes;
  std::optional<double> budget;
  bool quick = false;
};

constexpr double whole_budget = 60, quick_budget = 5;
constexpr const char* whole_sizes = "10k,100k,1M";
constexpr const char* quick_sizes = "1k,10k";

/// configs/baseline.toml of the current directory, else of the source tree that this program was
/// built in, else of what was installed with it. Throws Error(usage) where there is none.
std::string baseline_config() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const fs::path baseline = fs::path("configs") / "baseline.toml";
  for (const fs::path& place : {baseline, program.parent_path() / baseline,
                                program.parent_path() / "share" / "racecast" / baseline})
    if (fs::is_regular_file(place, ignored)) return place.string();
  throw Error(ErrorKind::usage,
              "no config is named, and there is no configs/baseline.toml here or beside this "
              "program; name one, like racecast bench baseline.toml");
}

std::vector<std::uint64_t> sizes_of(const std::string& list) {
  std::vector<std::uint64_t> sizes;
  for (const auto part : std::views::split(list, ','))
    sizes.push_back(
        parse_count(std::string(part.begin(), part.end()), "--trajectories", 1, max_trajectories));
  std::ranges::sort(sizes);
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
  const auto named = std::ranges::find(usable, choice.isa, isa_name);
  return static_cast<int>(named == usable.end() ? usable.back() : *named);
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

struct Devices {
  std::vector<DeviceInfo> usable;
  std::string why_no_cpu;  ///< empty where there is one
  std::string why_no_cuda;
};

Devices find_devices() {
  Devices devices;
  if (usable_isas().empty()) {
    devices.why_no_cpu = "the processor lacks AVX2 and FMA, the x86-64-v3 level";
  } else {
    devices.usable.push_back(make_cpu_engine()->device());
  }
  for (const DeviceInfo& device : cuda_devices(&devices.why_no_cuda))
    devices.usable.push_back(device);
  return devices;
}

Data data_of(const Devices& devices) {
  const auto device_data = [](const DeviceInfo& device) {
    return Data{{"kind", device.kind}, {"name", device.name}, {"detail", device.detail}};
  };
  return {{"devices", list_of(devices.usable, device_data)},
          {"instruction_sets", list_of(usable_isas(), isa_name)},
          {"why_no_cpu", devices.why_no_cpu},
          {"why_no_cuda", devices.why_no_cuda}};
}

void print_text(const Devices& devices) {
  int gpu = 0;
  for (const DeviceInfo& device : devices.usable) {
    const std::string number = device.kind == "cuda" ? fmt::format(":{}", gpu++) : "";
    fmt::print("{:<7} {} ({})\n", device.kind + number, device.name, device.detail);
  }
  if (!devices.why_no_cpu.empty()) fmt::print("cpu     none ({})\n", devices.why_no_cpu);
  if (!devices.why_no_cuda.empty()) fmt::print("cuda    none ({})\n", devices.why_no_cuda);
}

struct DevicesCommand {
  bool json = false;
};

int devices(const DevicesCommand& command, const Invocation&) {
  const Devices found = find_devices();
  command.json ? show(data_of(found), KeyOrder::as_given) : print_text(found);
  return 0;
}

}  // namespace

Command bench_command() {
  auto [command, fields] = make_command("bench", "Measure how fast a forecast runs here", bench);
  Option& config = command.add(options::config, &fields.config);
  config.text = "What is run, a TOML file (default: the baseline)";
  config.required = false;
  command.add({"--trajectories", ValueKind::text,
               fmt::format("Sizes whose speed is measured (default: {})", whole_sizes), "N,N..."},
              &fields.sizes);
  command.add({"--budget", ValueKind::real,
               fmt::format("Seconds for all of it; what does not fit is left out (default: {})",
                           whole_budget),
               "SECONDS", 1, 86400},
              &fields.budget);
  command.add(
      {"--quick", ValueKind::flag, fmt::format("Small sizes within {} seconds", quick_budget)},
      &fields.quick);
  add_device_options(command, fields.device);
  command.add(options::isa, &fields.device.isa);
  command.add(options::set, &fields.set);
  command.add(options::json_output, &fields.output);
  command.add(options::force, &fields.force);
  command.add(options::quiet, &fields.quiet);
  command.add(options::json, &fields.json);
  return command;
}

Command devices_command() {
  auto [command, fields] = make_command("devices", "List what a forecast can run on", devices);
  command.add(options::json, &fields.json);
  return command;
}

}  // namespace racecast
