#include <fmt/format.h>

#include "host/bench/bench.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

/// Three significant digits or more.
std::string digits_of(double value) {
  return fmt::format("{:.{}f}", value, value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);
}

/// "median (lowest to highest)", in `unit`s.
std::string text_of(const Spread& spread, double unit) {
  return fmt::format("{} ({} to {})", digits_of(spread.median / unit), digits_of(spread.low / unit),
                     digits_of(spread.high / unit));
}

constexpr double million = 1e6;

std::string left_out_text(const std::vector<std::uint64_t>& sizes) {
  if (sizes.empty()) return "";
  std::string list;
  for (const std::uint64_t size : sizes) list += (list.empty() ? "" : "; ") + grouped(size);
  return fmt::format("(left out, the budget has no room for them: {})\n", list);
}

std::string head_text(const BenchReport& report) {
  return fmt::format(
      "racecast {}, commit {}\n{} ({})\n{}: {} months, {} thresholds, {} paths a draw\n\n", version,
      git_commit, report.device.name, report.device.detail, report.config_name, report.horizon,
      report.thresholds, report.paths_per_draw);
}

std::string first_text(const BenchReport& report) {
  const FirstResult& first = report.first;
  const std::string start =
      first.process_start ? digits_of(*first.process_start) : std::string("not measured");
  return fmt::format(
      "first result after {} s: process {}, config {}, engine {}, {} trajectories {}\n\n",
      digits_of(first.total()), start, digits_of(first.config), digits_of(first.engine),
      grouped(report.sizes.front().trajectories), digits_of(first.run));
}

std::string sizes_text(const BenchReport& report) {
  std::string text = fmt::format("{:<16}{:>12}{:>10}    {}\n", "trajectories", "seconds", "repeats",
                                 "million path-months/s (lowest to highest)");
  for (const SpeedRow& row : report.sizes)
    text +=
        fmt::format("{:>14}  {:>12}{:>10}    {}\n", grouped(row.trajectories),
                    digits_of(row.seconds.median), row.seconds.repeats, text_of(row.rate, million));
  return text + left_out_text(report.sizes_left_out) + '\n';
}

std::string threads_text(const BenchReport& report) {
  if (report.thread_rows.empty()) return "";
  std::string text = fmt::format("{:<16}{:>12}{:>12}  {}\n", "threads", "speed-up", "efficiency",
                                 "million path-months/s (lowest to highest)");
  for (const ThreadRow& row : report.thread_rows)
    text += fmt::format("{:>14}  {:>12.2f}{:>10.0f} %  {}\n", row.threads, row.speed_up.median,
                        100 * row.efficiency(), text_of(row.rate, million));
  return text + '\n';
}

std::string growth_text(const BenchReport& report) {
  std::string text = fmt::format("{:<16}{:>12}{:>14}{:>20}\n", "growing work", "seconds",
                                 "time of 10x", "peak memory, MiB");
  for (const GrowthRow& row : report.growth) {
    const std::string ratio = row.ratio ? digits_of(*row.ratio) : "";
    const std::string memory =
        row.peak_memory ? grouped(*row.peak_memory >> 20) : std::string("not measured");
    text += fmt::format("{:>14}  {:>12}{:>14}{:>20}\n", grouped(row.trajectories),
                        digits_of(row.seconds.median), ratio, memory);
  }
  return text + left_out_text(report.growth_left_out);
}

}  // namespace

std::string bench_text(const BenchReport& report) {
  return head_text(report) + first_text(report) + sizes_text(report) + threads_text(report) +
         growth_text(report);
}

}  // namespace racecast
