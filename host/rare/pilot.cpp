#include "host/rare/pilot.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "host/design/blocks.hpp"
#include "host/design/tabled_forecast.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

constexpr float scales[] = {1.5f, 2.0f, 3.0f, 4.0f};
constexpr double enough = 32;     // effective draws with the outcome, to read a direction from
constexpr std::size_t few = 16;   // draws with it, too few to better a shift
constexpr double tempered = 24;   // effective draws that a bettered shift is read from
constexpr double plenty = 2048;   // effective draws with it among those of the priors: not rare
constexpr int most_repeats = 6;   // stages of one kind before the first direction
constexpr int rounds = 6;         // of shifted stages
constexpr double farther = 1.25;  // where a shift shows too little
constexpr double lengths[] = {0.5, 0.7, 0.85, 1, 1.2};  // of a direction, to choose from

class Search {
 public:
  Search(const Config& config, Engine& engine, const RareQuestion& question,
         const ForecastControl& control)
      : forecast_(config.forecast),
        engine_(engine),
        question_(question),
        control_(control),
        streams_(own_streams(forecast_)),
        pool_(streams_) {}

  Pilot run() {
    first_stage();
    pilot_.common = pool_.effective() >= plenty;
    if (pilot_.common) return std::move(pilot_);
    std::optional<Proposal> next = direction_from(PilotStage::Kind::plain, 1, pool_, 1);
    for (const float scale : scales) {
      if (next) break;
      PilotSample wide(streams_);
      next = direction_from(PilotStage::Kind::widened, scale, wide, 0);
    }
    if (next) better(*next);
    return std::move(pilot_);
  }

 private:
  using RowVisitor = std::function<void(const Forecast&, const DrawOutcomes&, std::uint64_t row)>;

  /// Runs a stage with random numbers of its own, and passes its draws on one by one.
  void run_stage(PilotStage::Kind kind, const Proposal& proposal, const RowVisitor& visit) {
    Forecast numbered = forecast_;
    numbered.replicate = pilot_replicate + static_cast<std::uint32_t>(pilot_.stages.size());
    const OwnForecast proposed = proposed_forecast(numbered, proposal);
    pilot_.stages.push_back({kind, static_cast<double>(proposal.scale),
                             std::sqrt(proposal.square()), question_.pilot_draws, 0, 0});
    run_blocks(
        engine_, proposed.forecast, question_.pilot_draws,
        [&](const DrawOutcomes& rows) {
          for (std::uint64_t row = 0; row < rows.draws(); ++row)
            visit(proposed.forecast, rows, row);
        },
        control_);
  }

  /// The own scores of a draw, in the order of the streams.
  std::vector<float> scores(const Forecast& proposed, std::uint64_t draw,
                            const Proposal& proposal) const {
    std::vector<float> z;
    for (const std::uint32_t stream : streams_) {
      float shift = 0;
      for (const ScoreShift& each : proposal.shifts)
        if (each.stream == stream) shift = each.shift;
      z.push_back(own_score(proposed, {stream, 1.0f, shift, 0}, draw));
    }
    return z;
  }

  /// Runs a stage and adds its draws with the outcome to `sample`.
  void sample_stage(PilotStage::Kind kind, const Proposal& proposal, PilotSample& sample) {
    std::uint64_t events = 0;
    // A widened sample is read as it is, without weights.
    sample.add_stage(kind == PilotStage::Kind::shifted ? proposal : Proposal{},
                     question_.pilot_draws);
    run_stage(kind, proposal,
              [&](const Forecast& proposed, const DrawOutcomes& rows, std::uint64_t row) {
                const std::uint32_t paths = rows.at(row, question_.threshold, pilot_.outcome);
                if (paths == 0) return;
                ++events;
                sample.add_event(kind == PilotStage::Kind::widened ? 1 : paths,
                                 scores(proposed, rows.first_draw + row, proposal));
              });
    pilot_.stages.back().event_draws = events;
    pilot_.stages.back().effective = sample.effective();
    pilot_.seen = pilot_.seen || events > 0;
  }

  /// A first stage of draws of the priors, for the outcome that is looked for where none is named,
  /// and for what is known of it without any search.
  void first_stage() {
    std::vector<Met> met[outcome_count];
    std::uint64_t paths[outcome_count] = {};
    run_stage(PilotStage::Kind::plain, {},
              [&](const Forecast&, const DrawOutcomes& rows, std::uint64_t row) {
                for (int outcome = 0; outcome < outcome_count; ++outcome)
                  if (const std::uint32_t k = rows.at(row, question_.threshold, outcome); k > 0) {
                    met[outcome].push_back({rows.first_draw + row, k});
                    paths[outcome] += k;
                  }
              });
    pilot_.outcome = static_cast<Outcome>(question_.outcome);
    if (question_.outcome < 0)
      pilot_.outcome = paths[us_first] < paths[cn_first] ? us_first : cn_first;
    take_first(met[pilot_.outcome]);
  }

  struct Met {
    std::uint64_t draw;
    std::uint32_t paths;
  };

  void take_first(const std::vector<Met>& met) {
    Forecast numbered = forecast_;
    numbered.replicate = pilot_replicate;
    std::vector<std::uint64_t> odds(static_cast<std::size_t>(forecast_.paths_per_draw) + 1);
    odds[0] = question_.pilot_draws - met.size();
    pool_.add_stage({}, question_.pilot_draws);
    for (const Met& each : met) {
      ++odds[each.paths];
      pool_.add_event(each.paths, scores(numbered, each.draw, {}));
    }
    pilot_.plain = cluster_interval(sample_of_odds(odds));
    pilot_.stages.back().event_draws = met.size();
    pilot_.stages.back().effective = pool_.effective();
    pilot_.seen = !met.empty();
  }

  /// A direction from stages of one kind, of which `sample` has some; nothing where so many as
  /// there may be would show too little.
  std::optional<Proposal> direction_from(PilotStage::Kind kind, float scale, PilotSample& sample,
                                         int stages) {
    Proposal proposal;
    proposal.scale = scale;
    for (;; ++stages) {
      if (stages > 0) {
        const double effective = sample.effective();
        if (effective >= enough) return sample.direction(enough);
        if (stages == most_repeats || effective * most_repeats < enough * stages) return {};
      }
      sample_stage(kind, proposal, sample);
    }
  }

  void better(Proposal next) {
    for (int round = 0; round < rounds && !next.is_plain(); ++round) {
      sample_stage(PilotStage::Kind::shifted, next, pool_);
      if (pool_.events() < few) {
        next = scaled(next, farther);
        continue;
      }
      const Proposal direction = pool_.direction(tempered);
      double least = pool_.mean_square(pilot_.proposal);
      for (const double length : lengths) {
        const Proposal candidate = scaled(direction, length);
        const double square = pool_.mean_square(candidate);
        if (square >= least) continue;
        least = square;
        pilot_.proposal = candidate;
      }
      next = pilot_.proposal;
    }
  }

  const Forecast forecast_;
  Engine& engine_;
  const RareQuestion& question_;
  const ForecastControl& control_;
  const std::vector<std::uint32_t> streams_;
  PilotSample pool_;  // of the priors and of shifts of them
  Pilot pilot_;
};

}  // namespace

Pilot search(const Config& config, Engine& engine, const RareQuestion& question,
             const ForecastControl& control) {
  return Search(config, engine, question, control).run();
}

}  // namespace racecast
