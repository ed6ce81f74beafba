// The one table of the keys of a config that are no parameters of the model (those are the rows of
// kernels/model/parameters.def). The readers, `racecast schema` and docs/config.md are made of it.
#pragma once

#include <span>
#include <vector>

#include "host/keys/key_row.hpp"

namespace racecast {

/// The table a key stands in: the file itself, [run], [us] and [cn], a table of a list, an entry of
/// the evidence, the table of a prior, or one of [[correlation]]; then those of the file of a
/// sweep: the file itself, and an entry of its lists; then those of a file of series: the file
/// itself, and a table of its series.
enum class KeyTable : int {
  root,
  run,
  nation,
  channel,
  programme,
  threshold,
  evidence,
  prior,
  correlation,
  sweep,
  axis,
  scenario,
  history,
  series
};

/// The rows, by table and name: keys::run_seed.
namespace keys {
#define RC_KEY(table, name, value, unit, meaning) extern const KeyRow table##_##name;
#include "host/keys/keys.def"
#undef RC_KEY
}  // namespace keys

/// All rows, in the order of the table.
std::span<const KeyRow* const> key_rows();

/// The rows of one table.
std::vector<const KeyRow*> key_rows(KeyTable table);

/// By the values of Accounting.
inline constexpr const char* accounting_names[] = {"ownership", "location", "official"};

/// The names of the families of priors; host/priors/families.cpp has them.
Words family_names();

/// Scenarios of a sweep.
inline constexpr int max_scenarios = 100'000;
inline constexpr int max_axes = 64;

}  // namespace racecast
