#include "host/bench/bench.hpp"

#include <fmt/core.h>

#include "racecast/version.hpp"

namespace racecast {
namespace {

using json = nlohmann::ordered_json;

json json_of(const Spread& spread) {
  return {{"median", spread.median},
          {"low", spread.low},
          {"high", spread.high},
          {"repeats", spread.repeats}};
}

template <class T>
json json_of(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json json_of(const FirstResult& first) {
  return {{"process_start", json_of(first.process_start)},
          {"config", first.config},
          {"engine", first.engine},
          {"run", first.run}};
}

json json_of(const SpeedRow& row) {
  return {{"trajectories", row.trajectories},
          {"seconds", json_of(row.seconds)},
          {"path_months_per_second", json_of(row.rate)}};
}

json json_of(const ThreadRow& row) {
  return {{"threads", row.threads},
          {"path_months_per_second", json_of(row.rate)},
          {"speed_up", json_of(row.speed_up)},
          {"efficiency", row.efficiency()}};
}

json json_of(const GrowthRow& row) {
  return {{"trajectories", row.trajectories},
          {"seconds", json_of(row.seconds)},
          {"time_ratio_of_10x", json_of(row.ratio)},
          {"peak_memory_bytes", json_of(row.peak_memory)}};
}

template <class Row>
json json_of(const std::vector<Row>& rows) {
  json list = json::array();
  for (const Row& row : rows) list.push_back(json_of(row));
  return list;
}

}  // namespace

json bench_json(const BenchReport& report) {
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
            {"threads", on_cpu ? json(report.threads) : json()},
            {"instruction_set", on_cpu ? json(report.instruction_set) : json()}}},
          {"budget_seconds", report.budget},
          {"seconds", report.seconds},
          {"first_result_seconds", report.first.total()},
          {"first_result", json_of(report.first)},
          {"sizes", json_of(report.sizes)},
          {"sizes_left_out", report.sizes_left_out},
          {"threads", json_of(report.thread_rows)},
          {"growth", json_of(report.growth)},
          {"growth_left_out", report.growth_left_out}};
}

}  // namespace racecast
