// The search for worlds with a rare outcome, before it is measured.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/forecast/run.hpp"
#include "host/inference/probability.hpp"
#include "host/rare/proposal.hpp"

namespace racecast {

/// The random numbers of stage s of a pilot are those of replicate pilot_replicate + s; a run's are
/// of replicate 0. So what is found does not depend on what is then measured with.
inline constexpr std::uint32_t pilot_replicate = 0x80000000u;

struct PilotQuestion {
  int threshold = 0;
  int outcome = -1;         ///< enum Outcome; -1: the rarer of us_first and cn_first
  std::uint64_t draws = 0;  ///< of each stage, even
};

/// What a stage of the search ran and saw.
struct PilotStage {
  enum class Kind { plain, widened, shifted } kind = Kind::plain;
  double scale = 1;   ///< of the scores of its odd draws
  double length = 0;  ///< of their shift
  std::uint64_t draws = 0;
  std::uint64_t event_draws = 0;
  double effective = 0;  ///< Kish's number of draws with the outcome, with those of stages before
};
inline constexpr const char* pilot_stage_names[] = {"plain", "widened", "shifted"};

struct Pilot {
  Outcome outcome = us_first;
  Proposal proposal;    ///< plain where no shift is worth it
  bool common = false;  ///< the first stage knows enough: nothing was searched for
  bool seen = false;    ///< at least one draw of any stage had the outcome
  Probability plain;    ///< from the first stage, which samples the priors
  std::vector<PilotStage> stages;
};

/// Stages of draws of the priors, as long as enough of them may show a direction; else stages whose
/// odd draws have their scores widened, by 1.5, 2, 3 or 4. From the first direction on, stages of
/// shifted draws better the shift (host/rare/pilot_sample.hpp), and the one with the least mean
/// square wins.
Pilot search(const Config& config, Engine& engine, const PilotQuestion& question,
             const ForecastControl& control = {});

}  // namespace racecast
