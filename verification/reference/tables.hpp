// The tables of the documentation that say what there is, as Markdown.
#pragma once

#include <string>
#include <vector>

namespace racecast::verification {

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

}  // namespace racecast::verification
