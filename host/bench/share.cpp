#include "host/bench/share.hpp"

#include <algorithm>
#include <vector>

#include "host/error.hpp"

namespace racecast {
namespace {

// Draws differ in what their parameters and random numbers make them do, but little.
constexpr std::uint64_t counted_draws = 4;

class PatientSink final : public Sink {
 public:
  bool progress(std::uint64_t, std::span<const std::uint64_t>) override { return true; }
};

IssueRates median_of(const std::vector<IssueRates>& rounds) {
  IssueRates medians{};
  for (double IssueRates::*rate :
       {&IssueRates::multiplying, &IssueRates::adding, &IssueRates::all, &IssueRates::dividing,
        &IssueRates::rooting, &IssueRates::multiplies_per_division,
        &IssueRates::multiplies_per_root}) {
    std::vector<double> values;
    for (const IssueRates& round : rounds) values.push_back(round.*rate);
    medians.*rate = spread_of(values).median;
  }
  return medians;
}

}  // namespace

Arithmetic count_arithmetic(const Forecast& forecast, const LaneShape& shape, Engine& engine) {
  const auto cells = static_cast<std::size_t>(layout_of(forecast).size());
  std::vector<unsigned long long> counted(cells);
  std::vector<unsigned long long> live(static_cast<std::size_t>(forecast.threshold_count) *
                                       outcome_count);
  OperationCounts operations;
  if (!count_operations(forecast, shape.group, 0, counted_draws, counted.data(), live.data(),
                        operations))
    throw Error(
        ErrorKind::runtime,
        "operations cannot be counted for this engine (its groups of lanes have no build of "
        "kernels/engine/count_operations); report this as a defect of racecast");
  std::vector<std::uint64_t> of_engine(cells);
  PatientSink sink;
  engine.run(forecast, {0, counted_draws}, of_engine, sink);
  if (!std::equal(counted.begin(), counted.end(), of_engine.begin()))
    throw Error(ErrorKind::runtime,
                "the engine and the counting of operations come to different counts of the same "
                "draws; report this as a defect of racecast");
  const std::uint64_t path_months = counted_draws *
                                    static_cast<std::uint64_t>(forecast.paths_per_draw) *
                                    static_cast<std::uint64_t>(forecast.horizon);
  return {shape.vector, operation_mix(operations, shape.group, static_cast<double>(path_months)),
          path_months, std::nullopt};
}

std::optional<ArithmeticShare> measure_share(
    const Arithmetic& counted, std::size_t rounds,
    const std::function<std::optional<IssueRates>()>& calibrate,
    const std::function<double()>& run) {
  std::vector<IssueRates> all;
  std::vector<double> speeds, shares;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::optional<IssueRates> rates = calibrate();
    if (!rates) return std::nullopt;
    all.push_back(*rates);
    speeds.push_back(run());
    const InstructionMix mix = instruction_mix(counted.operations, counted.lanes, *rates);
    shares.push_back(speeds.back() / arithmetic_limit(mix, *rates).path_months_per_second);
  }
  const IssueRates rates = median_of(all);
  const InstructionMix mix = instruction_mix(counted.operations, counted.lanes, rates);
  return ArithmeticShare{rates, mix, arithmetic_limit(mix, rates), spread_of(speeds),
                         spread_of(shares)};
}

}  // namespace racecast
