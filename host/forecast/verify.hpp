// Whether a result is what its own config gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/answer/data.hpp"
#include "host/forecast/run.hpp"

namespace racecast {

enum class CheckState { ok, failed, not_checked };

struct Check {
  std::string name;
  CheckState state = CheckState::ok;
  std::string detail;  ///< what was compared, what differs, or why nothing was compared
};

/// A check that `fault` ends; none: it is ok, as `good` says.
inline Check check_of(const char* name, const std::optional<std::string>& fault,
                      const std::string& good) {
  return fault ? Check{name, CheckState::failed, *fault} : Check{name, CheckState::ok, good};
}

/// The tables of the file `path` against each other and their digests; `result` is what
/// read_result() made of it, which has seen seal, format and sum rules. Throws Error(file).
Check check_tables(const std::string& path, const Result& result);

/// The config that the result carries asks the question that the result answers.
Check check_question(const Result& result, const Config& config);

/// How the draws that are kept ended, against the counts.
Check check_draw_sums(const Result& result);

/// All stored samples, run again: equal bit for bit.
Check check_samples(const Result& result, const Config& config);

/// Up to 256 of the draws that are kept, run again: their outcomes are equal, and no count of the
/// result is less than theirs (all are equal where these are all the draws of the run).
Check check_draws(const Result& result, const Config& config, Engine& engine);

/// The whole run again: the same outcome_digest. Throws Error(interrupted) where it was stopped.
Check check_run(const Result& result, const Config& config, Engine& engine,
                const ForecastControl& control = {});

/// "ok          samples: 256 are the same, bit for bit"
std::string check_text(const Check& check);

/// docs/commands.md lists the keys, which are stable.
Data checks_data(const std::string& path, const std::vector<Check>& checks);

/// "samples, draws": the names of those that failed; empty: none did.
std::string failed_checks(const std::vector<Check>& checks);

}  // namespace racecast
