// From a file of figures to what a forecast can be compared with.
#pragma once

#include <string>
#include <vector>

#include "host/history/history.hpp"

namespace racecast {

/// A figure from before the start, for what is said without a model.
struct PastFigure {
  int month = 0;         ///< of the forecast, at most 0
  double log_value = 0;  ///< as Observation::log_value of the same series
};

struct ObservedHistory {
  History history;
  std::vector<std::vector<PastFigure>> past;  ///< [series of the history], rising in time
  std::vector<std::string> notices;           ///< what was left out, and why, a sentence each
};

/// The figures of `data_file` in the months of the forecast of `config`, up to `until` where it is
/// given. `series_file` "": series.toml beside the data. A series is left out, with a notice, where
/// the config has no such channel, where a count or a growth needs a figure at the month before the
/// start and has none, and, without one, where no figure lies in the months. A figure whose span
/// begins before the start and ends after it is left out as well. Throws ConfigError with every
/// mistake of either file, and Error(file) where one cannot be read.
ObservedHistory read_history(const std::string& data_file, const std::string& series_file,
                             const Config& config, std::optional<YearMonth> until = {});

}  // namespace racecast
