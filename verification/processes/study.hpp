// A config with settings changed, and what was seen of its paths.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/config/config.hpp"
#include "verification/processes/observe.hpp"

namespace racecast::verification {

struct StudyOptions {
  std::string config;  ///< path of the file
  std::uint64_t draws = 0;
  int threads = 1;
};

/// As `--set`, with three words that stand for several paths: "both." at the start for "us." and
/// "cn.", "channel.all." for every channel of the nation, "programme.all." for every programme that
/// counts.
using Settings = std::vector<std::pair<std::string, std::string>>;
Settings expanded(const Settings& settings, const Config& config);

struct Study {
  Config config;
  Observation seen;
};

/// Years whose December is kept in every study.
inline constexpr int kept_years[] = {2026, 2030, 2035, 2045};
/// Place of December of a kept year in ObservationRequest::months.
int place_of_year(int year);

/// Months from month 0 of a config to a calendar month.
int month_of(const Config& config, const YearMonth& month);

Study run_study(const StudyOptions& options, const Settings& settings);
/// The same with a request of its own.
Study run_study(const StudyOptions& options, const Settings& settings,
                const ObservationRequest& request);

}  // namespace racecast::verification
