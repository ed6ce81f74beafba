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

constexpr double million = 1e6, billion = 1e9;

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
  return text + left_out_text(report.growth_left_out) + '\n';
}

/// What stands in the way of a path-month: a line for each kind of pipes.
std::string pipes_text(int lanes, const ArithmeticShare& share) {
  const InstructionMix& mix = share.instructions;
  const IssueRates& rates = share.rates;
  std::string text = fmt::format("{:<16}{:>24}{:>24}{:>34}\n", "pipes", "instructions needed",
                                 "issued at most, 1e9/s", "at most, million path-months/s");
  const auto line = [&](const char* name, double needed, double rate) {
    text += fmt::format("{:<16}{:>24}{:>24}{:>34}\n", name, digits_of(needed),
                        digits_of(rate / billion), digits_of(rate / needed / million));
  };
  line("multiplying", mix.multiplying, rates.multiplying);
  line("adding", mix.adding, rates.adding);
  line("all", mix.all, rates.all);
  const double dividing = mix.divisions + mix.roots;
  line("dividing", dividing,
       dividing / (mix.divisions / rates.dividing + mix.roots / rates.rooting));
  return text + fmt::format("(of {} lane{}, for a path-month; of all threads together)\n", lanes,
                            lanes == 1 ? "" : "s");
}

std::string arithmetic_text(const Arithmetic& arithmetic) {
  double operations = 0;
  for (const double each : arithmetic.operations.of) operations += each;
  const std::string counted = fmt::format("A path-month takes {:.0f} operations", operations);
  if (!arithmetic.measured)
    return fmt::format("{}; the arithmetic limit of this device is not measured.\n", counted);
  const ArithmeticShare& share = *arithmetic.measured;
  return pipes_text(arithmetic.lanes, share) +
         fmt::format(
             "{}. The engine does {} million path-months/s,\n"
             "{} % of the arithmetic limit, which is that of {} pipes.\n",
             counted, text_of(share.rate, million), text_of(share.share, 0.01), share.limit.pipes);
}

}  // namespace

std::string bench_text(const BenchReport& report) {
  return head_text(report) + first_text(report) + sizes_text(report) + threads_text(report) +
         growth_text(report) + arithmetic_text(report.arithmetic);
}

}  // namespace racecast
