// The checks that run a part of the forecast, or all of it, again.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "host/error.hpp"
#include "host/forecast/verify.hpp"
#include "host/result/count_tables.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t most_draws = 256;
constexpr std::uint64_t most_trajectories = 1 << 16;  // of those draws: a second of work at most
constexpr std::uint64_t stretches = 8;                // that they lie in, over all that are kept

Range range_of(const Result& result) { return {result.provenance.first_draw, result.draws()}; }

/// The first place whose bits differ.
template <class Number>
std::optional<std::string> find_difference(const char* field, const std::vector<Number>& stored,
                                           const std::vector<Number>& again,
                                           const Samples& samples) {
  if (stored.size() != again.size())
    return fmt::format("{} has {} values where the config gives {}", field, stored.size(),
                       again.size());
  for (std::size_t i = 0; i < stored.size(); ++i)
    if (std::memcmp(&stored[i], &again[i], sizeof(Number)) != 0)
      return fmt::format("{} of sample {} (trajectory {}), place {}: {} is stored and {} comes out",
                         field, i / (stored.size() / samples.size()),
                         samples.trajectories[i / (stored.size() / samples.size())],
                         i % (stored.size() / samples.size()), stored[i], again[i]);
  return {};
}

std::optional<std::string> find_difference(const Samples& stored, const Samples& again) {
  for (const auto& found :
       {find_difference("trajectory", stored.trajectories, again.trajectories, stored),
        find_difference("parameter_value", stored.given, again.given, stored),
        find_difference("arrival_month", stored.arrivals, again.arrivals, stored),
        find_difference("first", stored.outcomes, again.outcomes, stored),
        find_difference("event_pattern", stored.patterns, again.patterns, stored),
        find_difference("events", stored.events, again.events, stored),
        find_difference("metrics", stored.metrics, again.metrics, stored)})
    if (found) return found;
  return {};
}

/// Ranges of draws, spread over those that are kept; all of them where they are few.
std::vector<Range> chosen_draws(const Result& result) {
  const std::uint64_t first = result.draw_outcomes.first_draw, kept = result.draw_outcomes.draws();
  const std::uint64_t paths = static_cast<std::uint64_t>(result.layout.paths_per_draw);
  const std::uint64_t most = std::clamp<std::uint64_t>(most_trajectories / paths, 1, most_draws);
  if (kept <= most) return {{first, kept}};
  const std::uint64_t count = std::min(stretches, most), length = most / count;
  std::vector<Range> ranges;
  for (std::uint64_t i = 0; i < count; ++i)
    ranges.push_back({first + i * (kept - length) / std::max<std::uint64_t>(count - 1, 1), length});
  return ranges;
}

/// The first threshold and draw of `again` whose row in the result is another.
std::optional<std::string> find_differing_row(const Result& result, const DrawOutcomes& again) {
  const DrawOutcomes& stored = result.draw_outcomes;
  for (std::uint64_t row = 0; row < again.draws(); ++row)
    for (int i = 0; i < again.thresholds; ++i)
      for (int outcome = 0; outcome < outcome_count; ++outcome) {
        const std::uint64_t draw = again.first_draw + row;
        const std::uint32_t kept = stored.at(draw - stored.first_draw, i, outcome);
        if (kept != again.at(row, i, outcome))
          return fmt::format("path_count of draw {}, {}, {}: {} is stored and {} comes out", draw,
                             shown(result.thresholds[static_cast<std::size_t>(i)].name),
                             outcome_names[outcome], kept, again.at(row, i, outcome));
      }
  return {};
}

/// A table with a count that these draws alone exceed, or, where they are all, that differs.
std::optional<std::string> find_differing_table(const Result& result, const Result& part) {
  const bool all = part.draws() == result.draws();
  std::vector<std::uint64_t> none;
  for (const CountTable& table : count_tables()) {
    if (!table.stored()) continue;
    const auto stored = values_of(table, result, none), again = values_of(table, part, none);
    for (std::size_t i = 0; i < stored.size(); ++i)
      if (all ? stored[i] != again[i] : stored[i] < again[i])
        return fmt::format("{}, cell {}: {} is stored and {} comes out of {} draw{}", table.name, i,
                           stored[i], again[i], part.draws(), part.draws() == 1 ? "" : "s");
  }
  if (all && !(result.fan == part.fan) && !result.fan.empty()) return "the fan differs";
  return {};
}

std::string differing_parts(const Result& result, const Result& again) {
  std::string parts;
  const auto add = [&](const std::string& part, bool differs) {
    if (differs) parts += (parts.empty() ? "" : ", ") + part;
  };
  for (const CountTable& table : count_tables())
    add(table.name, dataset_digest(table, result) != dataset_digest(table, again));
  add("fan", !(result.fan == again.fan));
  add("draws", !(result.draw_outcomes == again.draw_outcomes));
  add("samples", find_difference(result.samples, again.samples).has_value());
  return parts;
}

}  // namespace

Check check_samples(const Result& result, const Config& config) {
  const std::size_t size = result.samples.size();
  if (size == 0) return {"samples", CheckState::not_checked, "the file has none"};
  const Samples again = take_samples(config.forecast, range_of(result), size);
  return check_of("samples", find_difference(result.samples, again),
                  fmt::format("{} are the same, bit for bit", size));
}

Check check_draws(const Result& result, const Config& config, Engine& engine) {
  if (result.draw_outcomes.draws() == 0)
    return {"draws", CheckState::not_checked, "the file keeps none"};
  const Forecast forecast = config.forecast;
  Result part;
  part.layout = result.layout;
  part.counts.resize(static_cast<std::size_t>(part.layout.size()));
  part.fan = FanCounts(forecast.horizon);
  for (const Range range : chosen_draws(result)) {
    DrawOutcomes rows(forecast.threshold_count, range.first_draw, range.draws);
    std::uint64_t done = 0;
    try {
      done = engine.run(forecast, range, {part.counts, &part.fan, &rows}, {});
    } catch (const std::runtime_error& failure) {
      throw Error(ErrorKind::runtime,
                  fmt::format("the device failed ({}); try --device cpu", failure.what()));
    }
    if (done < range.draws)  // a rank that was told to stop says nothing about the file
      throw Error(ErrorKind::interrupted, "interrupted; the file was not verified");
    part.provenance.draws += range.draws;
    if (const auto found = find_differing_row(result, rows))
      return {"draws", CheckState::failed, *found};
  }
  return check_of("draws", find_differing_table(result, part),
                  fmt::format("{} of {} end the same way when they are run again", part.draws(),
                              result.draws()));
}

Check check_run(const Result& result, const Config& config, Engine& engine,
                const ForecastControl& control) {
  Config whole = config;
  whole.trajectories = result.trajectories();
  whole.samples = result.samples.size();
  const Result again =
      run_forecast(whole, engine, {.first_draw = result.provenance.first_draw}, control);
  if (outcome_digest(again) == outcome_digest(result))
    return {
        "run", CheckState::ok,
        fmt::format("all {} trajectories again: the same outcome_digest", again.trajectories())};
  return {"run", CheckState::failed,
          fmt::format("all trajectories again give another outcome_digest: {}",
                      differing_parts(result, again))};
}

}  // namespace racecast
