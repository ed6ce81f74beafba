#include <algorithm>

#include "host/config/draft_reader.hpp"
#include "host/keys/keys.hpp"
#include "host/text/year_month.hpp"

namespace racecast {
namespace {

void read_horizon(TableReader& run, Draft& draft) {
  const Member* months = run.take(keys::run_horizon_months);
  const Member* last = run.take(keys::run_horizon);
  if (months == nullptr && last == nullptr) {
    run.take_required(keys::run_horizon.name, "the last simulated month, or horizon_months");
  } else if (months != nullptr && last != nullptr) {
    run.error(months->place, "both 'run.horizon' and 'run.horizon_months' are given", "remove one");
  } else if (months != nullptr) {
    draft.horizon = static_cast<int>(run.integer(keys::run_horizon_months).value_or(0));
  } else if (const auto month = run.month(keys::run_horizon)) {
    draft.horizon = months_between(draft.start, *month) + 1;
    if (draft.start.year != 0 && (draft.horizon < 1 || draft.horizon > max_horizon)) {
      run.error(last->value.place,
                "'run.horizon' is " + std::to_string(draft.horizon - 1) + " months after the start",
                "0 to " + std::to_string(max_horizon - 1));
    }
  }
}

void read_paths(TableReader& run, Draft& draft) {
  draft.paths_per_draw =
      static_cast<int>(run.integer(keys::run_paths_per_draw).value_or(warp_paths));
  const int n = draft.paths_per_draw;
  if (n != 8 && n != 16 && n % warp_paths != 0) {
    run.error(run.take(keys::run_paths_per_draw)->value.place,
              "'run.paths_per_draw' is " + std::to_string(n), "8, 16, 32 or a multiple of 32");
  }
}

void read_trajectories(TableReader& run, Draft& draft) {
  const auto paths = static_cast<std::uint64_t>(std::max(1, draft.paths_per_draw));
  const auto wanted = static_cast<std::uint64_t>(run.integer(keys::run_trajectories).value_or(1));
  draft.trajectories = (wanted + paths - 1) / paths * paths;
  if (draft.trajectories > max_trajectories) {
    run.error(run.take(keys::run_trajectories)->value.place,
              "'run.trajectories' in whole draws is more than 2^40", "use fewer");
  }
}

}  // namespace

void read_run(TableReader& run, DraftReader& reader) {
  Draft& draft = reader.draft;
  if (const auto start = run.month(keys::run_start)) draft.start = *start;
  read_horizon(run, draft);
  read_paths(run, draft);
  read_trajectories(run, draft);
  draft.samples = static_cast<std::uint64_t>(run.integer(keys::run_samples).value_or(256));
  draft.seed = static_cast<std::uint64_t>(run.integer(keys::run_seed).value_or(1));
}

}  // namespace racecast
