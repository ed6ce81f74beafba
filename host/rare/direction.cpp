#include "host/rare/direction.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

constexpr double steps_of_a_shift = 64;

/// Milder weights of the same order: a square root has the same bits everywhere.
void temper(std::vector<EventDraw>& events, double least_effective) {
  constexpr int most_roots = 8;
  for (int i = 0; i < most_roots && effective_size(events) < least_effective; ++i)
    for (EventDraw& event : events) event.weight = std::sqrt(event.weight);
}

/// The sources of the own scores, as the engine sees them.
std::vector<ScorePart> sources_of(const Forecast& proposed) {
  std::vector<ScorePart> sources;
  for (const std::uint32_t stream : own_streams(proposed)) sources.push_back({stream, 1.0f, 0.0f});
  const auto take = [&](const auto& from) {
    for (ScorePart& source : sources)
      if (source.stream == from.stream) source.shift = from.shift;
  };
  for (int i = 0; i < proposed.prior_count; ++i) take(proposed.prior[i]);
  for (int i = 0; i < proposed.score_part_count; ++i) take(proposed.score_part[i]);
  return sources;
}

/// The shift of one stream; 0 where it is within chance.
float shift_of(const Forecast& proposed, const ScorePart& source,
               const std::vector<EventDraw>& events) {
  std::vector<double> z;
  double sum = 0, weights = 0, squares = 0;
  for (const EventDraw& event : events) {
    z.push_back(static_cast<double>(own_score(proposed, source, event.draw)));
    weights += event.weight;
    sum += event.weight * z.back();
  }
  const double mean = sum / weights;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const double residual = events[i].weight * (z[i] - mean);
    squares += residual * residual;
  }
  if (std::abs(mean) * weights <= least_shift_errors * std::sqrt(squares)) return 0;
  return static_cast<float>(std::floor(mean * steps_of_a_shift + 0.5) / steps_of_a_shift);
}

}  // namespace

double effective_size(const std::vector<EventDraw>& events) {
  double sum = 0, squares = 0;
  for (const EventDraw& event : events) {
    sum += event.weight;
    squares += event.weight * event.weight;
  }
  return squares > 0 ? sum * sum / squares : 0;
}

Proposal direction_of(const Forecast& proposed, std::vector<EventDraw> events,
                      double least_effective) {
  Proposal proposal;
  if (events.empty()) return proposal;
  temper(events, least_effective);
  for (const ScorePart& source : sources_of(proposed))
    if (const float shift = shift_of(proposed, source, events); shift != 0)
      proposal.shifts.push_back({source.stream, shift});
  const double length = std::sqrt(proposal.square());
  if (length > longest_shift)
    for (ScoreShift& each : proposal.shifts)
      each.shift = static_cast<float>(
          std::floor(static_cast<double>(each.shift) * steps_of_a_shift * longest_shift / length) /
          steps_of_a_shift);
  return proposal;
}

}  // namespace racecast
