#include <algorithm>

#include "host/config/draft_reader.hpp"
#include "host/config/year_month.hpp"

namespace racecast {
namespace {

constexpr std::int64_t most_paths = 1 << 16;

void read_horizon(TableReader& run, Draft& draft) {
  const Member* months = run.take("horizon_months");
  const Member* last = run.take("horizon");
  if (months == nullptr && last == nullptr) {
    run.take_required("horizon", "the last simulated month, or horizon_months");
  } else if (months != nullptr && last != nullptr) {
    run.error(months->place, "both 'run.horizon' and 'run.horizon_months' are given",
              "remove one");
  } else if (months != nullptr) {
    draft.horizon =
        static_cast<int>(run.integer("horizon_months", 1, max_horizon).value_or(1));
  } else if (const auto month = read_month(run, "horizon")) {
    draft.horizon = months_between(draft.start, *month) + 1;
    if (draft.start.year != 0 && (draft.horizon < 1 || draft.horizon > max_horizon)) {
      run.error(last->value.place,
                "'run.horizon' is " + std::to_string(draft.horizon - 1) + " months after the start",
                "0 to " + std::to_string(max_horizon - 1));
    }
  }
}

void read_paths(TableReader& run, Draft& draft) {
  const auto paths = run.integer("paths_per_draw", 8, most_paths);
  draft.paths_per_draw = static_cast<int>(paths.value_or(warp_paths));
  const int n = draft.paths_per_draw;
  if (n != 8 && n != 16 && n % warp_paths != 0) {
    run.error(run.take("paths_per_draw")->value.place,
              "'run.paths_per_draw' is " + std::to_string(n), "8, 16, 32 or a multiple of 32");
  }
}

void read_trajectories(TableReader& run, Draft& draft) {
  constexpr std::int64_t by_default = 1'000'000;
  const auto most = static_cast<std::int64_t>(max_trajectories);
  const auto paths = static_cast<std::uint64_t>(std::max(1, draft.paths_per_draw));
  const auto wanted =
      static_cast<std::uint64_t>(run.integer("trajectories", 1, most).value_or(by_default));
  draft.trajectories = (wanted + paths - 1) / paths * paths;
  if (draft.trajectories > max_trajectories) {
    run.error(run.take("trajectories")->value.place,
              "'run.trajectories' in whole draws is more than 2^40", "use fewer");
  }
}

}  // namespace

std::optional<YearMonth> read_month(TableReader& table, const std::string& key) {
  const auto text = table.text(key, Need::required);
  if (!text) return {};
  const auto month = parse_month(*text);
  if (!month) {
    table.error(table.take(key)->value.place,
                "'" + table.path_of(key) + "' is no month: '" + shown(*text) + "'",
                "write it like \"2026-01\"");
  }
  return month;
}

void read_run(TableReader& run, DraftReader& reader) {
  Draft& draft = reader.draft;
  if (const auto start = read_month(run, "start")) draft.start = *start;
  read_horizon(run, draft);
  read_paths(run, draft);
  read_trajectories(run, draft);
  draft.seed = static_cast<std::uint64_t>(run.integer("seed", 0, INT64_MAX).value_or(1));
}

}  // namespace racecast
