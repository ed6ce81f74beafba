#include "host/rare/pilot.hpp"

#include <cmath>

#include "host/rare/blocks.hpp"
#include "host/rare/direction.hpp"
#include "host/rare/weight.hpp"

namespace racecast {
namespace {

constexpr float scales[] = {1.5f, 2.0f, 3.0f, 4.0f};
constexpr int rounds = 5;         // of shifted stages
constexpr float farther = 1.25f;  // where a shift shows too little

class Search {
 public:
  Search(const Config& config, Engine& engine, const PilotQuestion& question,
         const ProgressHandler& progress)
      : forecast_(config.bound()), engine_(engine), question_(question), progress_(progress) {}

  Pilot run() {
    Proposal next = from_the_priors();
    for (const float scale : scales) {
      if (!next.is_plain() || enough()) break;
      next = from_wider_scores(scale);
    }
    if (!next.is_plain()) better(next);
    return pilot_;
  }

 private:
  bool enough() const { return pilot_.stages.back().effective >= Pilot::least_effective; }

  void count(PilotStage::Kind kind, const Proposal& proposal) {
    pilot_.stages.push_back({kind, static_cast<double>(proposal.scale),
                             std::sqrt(proposal.square()), question_.draws, events_.size(),
                             effective_size(events_)});
    pilot_.seen = pilot_.seen || !events_.empty();
  }

  /// A forecast of the next stage's random numbers.
  Forecast next_replicate() const {
    Forecast forecast = forecast_;
    forecast.replicate = pilot_replicate + static_cast<std::uint32_t>(pilot_.stages.size());
    return forecast;
  }

  /// Runs a stage and keeps its draws with the outcome; `weight` is that of a draw.
  template <class Weight>
  void run_stage(const Forecast& proposed, Weight&& weight) {
    events_.clear();
    run_blocks(
        engine_, proposed, question_.draws,
        [&](const DrawOutcomes& rows) {
          for (std::uint64_t row = 0; row < rows.draws(); ++row) {
            const std::uint32_t paths = rows.at(row, question_.threshold, pilot_.outcome);
            if (paths == 0) continue;
            const std::uint64_t draw = rows.first_draw + row;
            events_.push_back({draw, weight(draw) * paths});
          }
        },
        progress_);
  }

  bool are_few() const { return static_cast<double>(events_.size()) < Pilot::least_effective; }

  Proposal direction(const Forecast& proposed) const {
    if (are_few()) return {};
    return direction_of(proposed, events_, Pilot::least_effective);
  }

  Proposal from_the_priors() {
    const Forecast forecast = next_replicate();
    const auto paths = static_cast<std::size_t>(forecast.paths_per_draw);
    std::vector<std::vector<std::uint64_t>> odds(outcome_count,
                                                 std::vector<std::uint64_t>(paths + 1));
    std::vector<EventDraw> events[outcome_count];
    run_blocks(
        engine_, forecast, question_.draws,
        [&](const DrawOutcomes& rows) {
          for (std::uint64_t row = 0; row < rows.draws(); ++row)
            for (int outcome = 0; outcome < outcome_count; ++outcome) {
              const std::uint32_t k = rows.at(row, question_.threshold, outcome);
              ++odds[static_cast<std::size_t>(outcome)][k];
              if (k > 0) events[outcome].push_back({rows.first_draw + row, double{1} * k});
            }
        },
        progress_);
    choose_outcome(odds);
    pilot_.plain = cluster_interval(sample_of_odds(odds[static_cast<std::size_t>(pilot_.outcome)]));
    events_ = std::move(events[pilot_.outcome]);
    const Proposal found = direction(forecast);
    count(PilotStage::Kind::plain, {});
    return found;
  }

  void choose_outcome(const std::vector<std::vector<std::uint64_t>>& odds) {
    const auto events = [&](std::size_t outcome) { return sample_of_odds(odds[outcome]).events; };
    if (question_.outcome >= 0)
      pilot_.outcome = static_cast<Outcome>(question_.outcome);
    else
      pilot_.outcome = events(us_first) < events(cn_first) ? us_first : cn_first;
  }

  Proposal from_wider_scores(float scale) {
    Proposal wide;
    wide.scale = scale;
    const ProposedForecast proposed(next_replicate(), wide);
    run_stage(proposed.get(), [](std::uint64_t) { return 1.0; });
    const Proposal found = direction(proposed.get());
    count(PilotStage::Kind::widened, wide);
    return found;
  }

  /// False: it is as long as a shift may be.
  static bool lengthen(Proposal& proposal) {
    if (std::sqrt(proposal.square()) * static_cast<double>(farther) > longest_shift) return false;
    for (ScoreShift& each : proposal.shifts) each.shift *= farther;
    return true;
  }

  void better(Proposal next) {
    double best = 0;
    for (int round = 0; round < rounds && !next.is_plain(); ++round) {
      const ProposedForecast proposed(next_replicate(), next);
      const Weigher weigher(proposed.get(), next);
      run_stage(proposed.get(), [&](std::uint64_t draw) {
        return static_cast<double>(weigher(draw)) / static_cast<double>(unit_weight);
      });
      count(PilotStage::Kind::shifted, next);
      const double effective = pilot_.stages.back().effective;
      if (effective > best) {
        best = effective;
        pilot_.proposal = next;
      }
      if (are_few()) {
        if (!lengthen(next)) return;
        continue;
      }
      next = direction(proposed.get());
    }
  }

  const Forecast forecast_;
  Engine& engine_;
  const PilotQuestion& question_;
  const ProgressHandler& progress_;
  Pilot pilot_;
  std::vector<EventDraw> events_;  // of the last stage
};

}  // namespace

Pilot search(const Config& config, Engine& engine, const PilotQuestion& question,
             const ProgressHandler& progress) {
  return Search(config, engine, question, progress).run();
}

}  // namespace racecast
