#include <fmt/format.h>

#include <ranges>

#include "host/bench/bench.hpp"
#include "host/report/estimates.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

/// Three significant digits or more.
std::string digits_of(double value) {
  return fmt::format("{:.{}f}", value, value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
}

/// "median (lowest to highest)", in millions.
std::string millions(const Spread& spread) {
  return fmt::format("{} ({} to {})", digits_of(spread.median / 1e6), digits_of(spread.low / 1e6),
                     digits_of(spread.high / 1e6));
}

void left_out(const std::vector<std::uint64_t>& trajectories, Answer& answer) {
  if (!trajectories.empty())
    answer.line("(left out, the budget has no room for them: {})",
                fmt::join(trajectories | std::views::transform(grouped), "; "));
}

Cells size_cells(const SpeedRow& row) {
  return {grouped(row.trajectories), digits_of(row.seconds.median),
          std::to_string(row.seconds.repeats), millions(row.rate)};
}

Cells thread_cells(const ThreadRow& row) {
  return {std::to_string(row.threads), fmt::format("{:.2f}", row.speed_up.median),
          fmt::format("{:.0f} %", 100 * row.efficiency()), millions(row.rate)};
}

Cells growth_cells(const GrowthRow& row) {
  return {grouped(row.trajectories), digits_of(row.seconds.median),
          row.ratio ? digits_of(*row.ratio) : "",
          row.peak_memory ? grouped(*row.peak_memory >> 20) : "not measured"};
}

Data spread_data(const Spread& spread) {
  return {{"median", spread.median},
          {"low", spread.low},
          {"high", spread.high},
          {"repeats", spread.repeats}};
}

Data speed_data(const SpeedRow& row) {
  return {{"trajectories", row.trajectories},
          {"seconds", spread_data(row.seconds)},
          {"path_months_per_second", spread_data(row.rate)}};
}

Data thread_data(const ThreadRow& row) {
  return {{"threads", row.threads},
          {"path_months_per_second", spread_data(row.rate)},
          {"speed_up", spread_data(row.speed_up)},
          {"efficiency", row.efficiency()}};
}

Data growth_data(const GrowthRow& row) {
  return {{"trajectories", row.trajectories},
          {"seconds", spread_data(row.seconds)},
          {"time_ratio_of_10x", row.ratio},
          {"peak_memory_bytes", row.peak_memory}};
}

}  // namespace

Answer bench_answer(const BenchReport& report) {
  const TextColumn rate = left("million path-months/s (lowest to highest)");
  const FirstResult& first = report.first;
  Answer answer;
  answer.section("program");
  answer.line("racecast {}, commit {}", version, git_commit);
  answer.line("{} ({})", report.device.name, report.device.detail);
  answer.line("{}: {} months, {} thresholds, {} paths a draw", report.config_name, report.horizon,
              report.thresholds, report.paths_per_draw);
  answer.section("first_result");
  answer.line("first result after {} s: process {}, config {}, engine {}, {} trajectories {}",
              digits_of(first.total()),
              first.process_start ? digits_of(*first.process_start) : "not measured",
              digits_of(first.config), digits_of(first.engine),
              grouped(report.sizes.front().trajectories), digits_of(first.run));
  answer.section("sizes");
  answer.table({"trajectories", "seconds", "repeats", rate}, report.sizes, size_cells);
  left_out(report.sizes_left_out, answer);
  answer.section("threads");
  answer.table({"threads", "speed-up", "efficiency", rate}, report.thread_rows, thread_cells);
  answer.section("growth");
  answer.table({"growing work", "seconds", "time of 10x", "peak memory, MiB"}, report.growth,
               growth_cells);
  left_out(report.growth_left_out, answer);
  return answer;
}

Data bench_data(const BenchReport& report) {
  const FirstResult& first = report.first;
  const bool on_cpu = report.device.kind == "cpu";
  return {{"format", 1},
          {"racecast_version", version},
          {"git_commit", git_commit},
          {"compiler", fmt::format("{} {}", compiler, compiler_flags)},
          {"date", report.date},
          {"config",
           {{"name", report.config_name},
            {"path", report.config_path},
            {"horizon_months", report.horizon},
            {"thresholds", report.thresholds},
            {"paths_per_draw", report.paths_per_draw},
            {"seed", report.seed}}},
          {"device",
           {{"kind", report.device.kind},
            {"name", report.device.name},
            {"detail", report.device.detail},
            {"threads", on_cpu ? Data(report.threads) : Data()},
            {"instruction_set", on_cpu ? Data(report.instruction_set) : Data()}}},
          {"budget_seconds", report.budget},
          {"seconds", report.seconds},
          {"first_result_seconds", first.total()},
          {"first_result",
           {{"process_start", first.process_start},
            {"config", first.config},
            {"engine", first.engine},
            {"run", first.run}}},
          {"sizes", list_of(report.sizes, speed_data)},
          {"sizes_left_out", report.sizes_left_out},
          {"threads", list_of(report.thread_rows, thread_data)},
          {"growth", list_of(report.growth, growth_data)},
          {"growth_left_out", report.growth_left_out}};
}

}  // namespace racecast
