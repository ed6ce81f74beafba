// The tables of racecast_tables, as Markdown.
#pragma once

#include <string>
#include <vector>

#include "bench/sbc.hpp"
#include "bench/study.hpp"
#include "bench/verification/options.hpp"

namespace racecast::bench {

/// A table, and what a check of it finds wrong, a line each.
struct Findings {
  std::string table;
  std::vector<std::string> wrong;
};

/// docs/parameters.md.
std::string parameters_page(const std::string& config_path);

/// The registry of evidence beside a config, with the priors of the folder's configs that use it.
std::string registry_table(const std::string& config_path);
/// The keys of one table of a config: "root", "run", "channel" and so on.
std::string keys_table(const std::string& table);
/// The names that keys_table() takes.
std::vector<std::string> key_table_names();
/// The families of priors, with what determines each.
std::string families_table();
/// What thresholds can be about.
std::string metrics_table();
/// How much a config may hold.
std::string limits_table();

/// The datasets of one group of a result file, "root" among them.
std::string result_table(const std::string& group);
/// The names that result_table() takes.
std::vector<std::string> result_group_names();

/// What each process moves: the config with that process off, less the config. `only` names the
/// processes to run; none: all of them.
Findings process_table(const StudyOptions& options, const std::vector<std::string>& only);

/// The medians of a config that has ranges of evidence, against them; `changes` are made to it
/// first.
Findings evidence_table(const StudyOptions& options, const Settings& changes = {});

/// Closed forms against the engine, and what is wrong with them; where `page` is not empty, also
/// which rows it lacks or has too many.
Findings verification_table(const VerificationOptions& options, const std::string& page = {});

/// How the hindcast of a config scores on the history beside it, by series and horizon.
std::string hindcast_table(const StudyOptions& options);

/// hindcast-scores.json, of the three hindcasts beside a config; wrong where another one stands
/// there.
Findings hindcast_record(const StudyOptions& options);

/// The answer under each way to count compute, form of the ceiling and flow of knowledge.
std::string structure_table(const StudyOptions& options);

/// Ranks of the truths of simulated histories among their posteriors; wrong: those beyond the band.
Findings sbc_table(const SbcQuestion& question);

}  // namespace racecast::bench
