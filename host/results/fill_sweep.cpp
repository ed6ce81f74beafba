#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "host/error.hpp"
#include "host/files/sha256.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

constexpr std::int64_t batch_bytes = max_sweep_bytes / 4;  // at most, unless batches are few

/// Batches of a table whose first axis they are, added up to fewer.
std::vector<std::uint64_t> merged(std::span<const std::uint64_t> values, int batches) {
  const std::size_t width = values.size() / outcome_batches;
  std::vector<std::uint64_t> sums(width * static_cast<std::size_t>(batches));
  for (std::size_t i = 0; i < values.size(); ++i) sums[i % sums.size()] += values[i];
  return sums;
}

template <class Number>
void put_row(std::vector<Number>& table, std::size_t place, const std::vector<Number>& row) {
  std::ranges::copy(row, table.begin() + static_cast<std::ptrdiff_t>(place * row.size()));
}

void add_counts(SweepResult& sweep, std::size_t place, const Result& result) {
  for (std::size_t i = 0; i < sweep_count_tables().size(); ++i) {
    const CountTable& table = *sweep_count_tables()[i];
    std::vector<std::uint64_t> derived;
    const auto values = values_of(table, result, derived);
    put_row(sweep.counts[i], place,
            table.has(Axis::outcome_batch) ? merged(values, sweep.batches) : derived);
  }
}

}  // namespace

std::int64_t bytes_of(const SweepResult& sweep, std::size_t scenarios) {
  std::int64_t numbers = 0;
  for (const CountTable* table : sweep_count_tables()) numbers += scenario_size(sweep, *table);
  for (const SweepRealTable& table : sweep_real_tables()) numbers += scenario_size(sweep, table);
  return numbers * static_cast<std::int64_t>(scenarios * sizeof(double));
}

int batches_kept(const Result& question, std::size_t scenarios) {
  SweepResult sweep;
  sweep.question.layout = question.layout;
  const CountTable& batches = *sweep_count_tables()[count_place(batch_table)];
  const auto bytes = [&] {
    return scenario_size(sweep, batches) *
           static_cast<std::int64_t>(scenarios * sizeof(std::uint64_t));
  };
  while (sweep.batches > fewest_batches && bytes() > batch_bytes) sweep.batches /= 2;
  if (bytes_of(sweep, scenarios) > max_sweep_bytes)
    throw Error(ErrorKind::usage,
                fmt::format("{} scenarios are too many for one file ({} thresholds and {} months "
                            "take {} KiB each, and {} GiB are the limit); give fewer scenarios, "
                            "thresholds or months",
                            scenarios, question.layout.thresholds, question.layout.horizon,
                            bytes_of(sweep, 1) >> 10, max_sweep_bytes >> 30));
  return sweep.batches;
}

void make_room(SweepResult& sweep) {
  const auto size = [&](const TableRow& table) {
    return static_cast<std::size_t>(scenario_size(sweep, table)) * sweep.scenarios.size();
  };
  for (const CountTable* table : sweep_count_tables()) sweep.counts.emplace_back(size(*table));
  for (const SweepRealTable& table : sweep_real_tables())
    sweep.reals.emplace_back(size(table), std::numeric_limits<double>::quiet_NaN());
}

void put_scenario(SweepResult& sweep, std::size_t place, const DigestedResult& scenario,
                  const DigestedResult* reference) {
  add_counts(sweep, place, scenario.result);
  const DigestedResult& other = reference == nullptr ? scenario : *reference;
  const ScenarioPair pair{other.result, scenario.result, other.digest == scenario.digest};
  for (std::size_t i = 0; i < sweep_real_tables().size(); ++i) {
    const SweepRealTable& table = sweep_real_tables()[i];
    if (!table.is_difference || reference != nullptr)
      put_row(sweep.reals[i], place, table.values(pair));
  }
  SweptScenario& told = sweep.scenarios[place];
  told.status = ScenarioStatus::done;
  told.message.clear();
  told.outcome_digest = scenario.digest;
  told.trajectories = scenario.result.trajectories();
  told.wall_seconds = scenario.result.provenance.wall_seconds;
}

std::size_t SweepResult::failed() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      scenarios, [](const SweptScenario& each) { return each.status == ScenarioStatus::failed; }));
}

std::string sweep_digest(const SweepResult& sweep) {
  Sha256 sha;
  sha.update("racecast sweep 1");
  const CountsLayout& layout = sweep.question.layout;
  const std::uint64_t sizes[] = {
      sweep.scenarios.size(), static_cast<std::uint64_t>(layout.thresholds),
      static_cast<std::uint64_t>(layout.horizon), static_cast<std::uint64_t>(layout.paths_per_draw),
      static_cast<std::uint64_t>(sweep.batches)};
  sha.update_u64(sizes);
  for (const auto& table : sweep.counts) sha.update_u64(table);
  return sha.hex();
}

}  // namespace racecast
