// What a sweep file has of every scenario: tables of its result, and of its difference to the
// reference. The writer, the reader and docs/sweep.md go by these.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "host/result/count_tables.hpp"
#include "host/results/real_tables.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {

/// Two results that are paired; `same`: with the same outcome_digest.
struct ScenarioPair {
  const Result& reference;
  const Result& scenario;
  bool same = false;
};

/// A table of real numbers of a scenario: of its own result, or of its difference to the reference.
struct SweepRealTable : TableRow {
  std::function<std::vector<double>(const ScenarioPair&)>
      values;  ///< row-major; NaN: there is none
  bool is_difference = false;
};

/// Counts that a person reads, and the batches that pair any two scenarios.
const std::vector<const CountTable*>& sweep_count_tables();
/// All of real_tables() but those that would have to be estimated anew, and the differences.
const std::vector<SweepRealTable>& sweep_real_tables();
/// Axes that these tables have, in the order of axis_rows().
std::vector<Axis> sweep_axes();
/// The place of a table in SweepResult::counts or ::reals. Throws std::logic_error.
std::size_t count_place(const char* name);
std::size_t real_place(const char* name);

inline constexpr const char* sweep_batch_meaning =
    "Batch of draws: draw mod the length of this axis (a power of two, 64 to 1024)";

/// Extents of a table, the scenarios first, and the product of the others.
std::vector<std::int64_t> sweep_extents(const SweepResult& sweep, const TableRow& table);
std::int64_t scenario_size(const SweepResult& sweep, const TableRow& table);

/// Bytes of the numbers of so many scenarios, before they are compressed.
std::int64_t bytes_of(const SweepResult& sweep, std::size_t scenarios);
/// Fewer batches are not kept: 64 still leave 63 degrees of freedom.
inline constexpr int fewest_batches = 64;
inline constexpr const char* batch_table = "outcome_batch_count";

/// How many batches are kept of so many scenarios of a question. Throws Error(usage) where they
/// would take more than max_sweep_bytes even so.
int batches_kept(const Result& question, std::size_t scenarios);

/// Makes room for the tables of the scenarios, all of them failed so far.
void make_room(SweepResult& sweep);

/// Puts the tables of a scenario that is done into their places, and what it tells of itself.
/// `reference` null: it failed, and there are no differences.
void put_scenario(SweepResult& sweep, std::size_t place, const DigestedResult& scenario,
                  const DigestedResult* reference);

/// The first rule that `sweep` breaks, as a sentence without a full stop; none where all hold:
/// outcomes, arrivals and batches of a scenario add up to its trajectories, its probabilities are
/// those of its counts, and differences are those of the probabilities.
std::optional<std::string> find_violation(const SweepResult& sweep);

}  // namespace racecast
