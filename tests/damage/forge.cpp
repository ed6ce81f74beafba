#include "tests/damage/forge.hpp"

#include <limits>

#include "tests/damage/texts.hpp"

namespace racecast::damage {
namespace {

/// Everything that was counted is another run's.
Lie swap_counts(Result& result, const Result& other, Random&) {
  result.counts = other.counts;
  result.fan = other.fan;
  result.draw_outcomes = other.draw_outcomes;
  result.samples = other.samples;
  return Lie::numbers;
}

Lie swap_samples(Result& result, const Result& other, Random&) {
  result.samples = other.samples;
  return Lie::numbers;
}

Lie swap_fan(Result& result, const Result& other, Random&) {
  result.fan = other.fan;
  return Lie::numbers;
}

Lie change_sample(Result& result, const Result&, Random& random) {
  const float values[] = {0,
                          -1,
                          std::numeric_limits<float>::infinity(),
                          std::numeric_limits<float>::quiet_NaN(),
                          std::numeric_limits<float>::max(),
                          std::numeric_limits<float>::denorm_min()};
  std::vector<float>& numbers =
      random.below(2) == 0 ? result.samples.metrics : result.samples.given;
  float& number = numbers[random.below(numbers.size())];
  const float value = values[random.below(std::size(values))];
  number = number == value ? value + 1 : value;
  return Lie::numbers;
}

Lie change_parameter(Result& result, const Result&, Random& random) {
  SampledParameter& parameter =
      result.samples.parameters[random.below(result.samples.parameters.size())];
  if (random.below(2) == 0)
    parameter.path = damaged_text(parameter.path, random);
  else
    parameter.unit = damaged_text(parameter.unit, random);
  return Lie::text;
}

Lie change_name(Result& result, const Result&, Random& random) {
  ThresholdInfo& threshold = result.thresholds[random.below(result.thresholds.size())];
  std::string* texts[] = {&result.name,    &result.description, &result.accounting,
                          &threshold.name, &threshold.value,    &threshold.description};
  std::string& text = *texts[random.below(std::size(texts))];
  text = damaged_text(text, random);
  return Lie::text;
}

Lie change_threshold(Result& result, const Result&, Random& random) {
  ThresholdInfo& threshold = result.thresholds[random.below(result.thresholds.size())];
  switch (random.below(4)) {
    case 0:
      threshold.metric = static_cast<int>(random.below(metric_count));
      break;
    case 1:
      threshold.hold_months = static_cast<int>(random.next());
      break;
    case 2:
      threshold.name = result.thresholds[0].name;
      break;
    default:
      result.start.year += static_cast<int>(random.below(10'000)) - 5'000;
  }
  return Lie::text;
}

Lie change_config(Result& result, const Result&, Random& random) {
  Provenance& provenance = result.provenance;
  provenance.config_resolved = damaged_text(provenance.config_resolved, random);
  return Lie::text;
}

Lie change_provenance(Result& result, const Result&, Random& random) {
  Provenance& p = result.provenance;
  std::string* texts[] = {&p.config_path, &p.config_given, &p.version,     &p.git_commit,
                          &p.compiler,    &p.command,      &p.device_kind, &p.created};
  std::string& text = *texts[random.below(std::size(texts))];
  text = damaged_text(text, random);
  return Lie::text;
}

Lie change_range(Result& result, const Result&, Random& random) {
  Provenance& p = result.provenance;
  const std::uint64_t values[] = {0, 1, (std::uint64_t{1} << 40) - 1, ~std::uint64_t{0},
                                  random.next()};
  std::uint64_t* numbers[] = {&p.seed, &p.first_draw, &p.draws};
  *numbers[random.below(3)] = values[random.below(std::size(values))];
  if (random.below(4) == 0) p.wall_seconds = std::numeric_limits<double>::quiet_NaN();
  return Lie::text;
}

}  // namespace

Lie forge(Result& result, const Result& other, Random& random) {
  constexpr Lie (*lies[])(Result&, const Result&, Random&) = {
      swap_counts,      swap_samples,      swap_fan,      change_sample,
      change_parameter, change_name,       change_config, change_threshold,
      change_config,    change_provenance, change_range};
  return lies[random.below(std::size(lies))](result, other, random);
}

}  // namespace racecast::damage
