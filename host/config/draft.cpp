#include "host/config/draft.hpp"

#include <algorithm>
#include <string_view>

#include "host/config/draft_reader.hpp"
#include "host/keys/keys.hpp"
#include "host/text/year_month.hpp"

namespace racecast {
namespace {

void read_header(TableReader& root, Draft& draft) {
  draft.config.name = root.text(keys::root_name).value_or("");
  draft.config.description = root.text(keys::root_description).value_or("");
  draft.accounting = static_cast<Accounting>(root.choice(keys::root_accounting).value_or(0));
  if (const Member* extends = root.take(keys::root_extends)) {
    root.error(extends->place, "'extends' cannot be set", "put it into a file");
  }
  root.take(keys::root_evidence);
  root.take(keys::root_evidence_used);
}

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
    draft.horizon = months_between(draft.config.start, *month) + 1;
    if (draft.config.start.year != 0 && (draft.horizon < 1 || draft.horizon > max_horizon)) {
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
  draft.config.trajectories = (wanted + paths - 1) / paths * paths;
  if (draft.config.trajectories > max_trajectories) {
    run.error(run.take(keys::run_trajectories)->value.place,
              "'run.trajectories' in whole draws is more than 2^40", "use fewer");
  }
}

void read_run(TableReader& run, Draft& draft) {
  if (const auto start = run.month(keys::run_start)) draft.config.start = *start;
  read_horizon(run, draft);
  read_paths(run, draft);
  read_trajectories(run, draft);
  draft.config.samples = static_cast<std::uint64_t>(run.integer(keys::run_samples).value_or(256));
  draft.seed = static_cast<std::uint64_t>(run.integer(keys::run_seed).value_or(1));
}

// The table that holds the last part of a dotted key, and that part.
std::pair<TableReader*, std::string> locate(TableReader& from, std::string_view key) {
  TableReader* table = &from;
  for (std::size_t dot; (dot = key.find('.')) != std::string_view::npos;) {
    table = &table->child(std::string(key.substr(0, dot)));
    key.remove_prefix(dot + 1);
  }
  return {table, std::string(key)};
}

}  // namespace

void read_rows(ParameterGroup group, TableReader& from, int nation, int element,
               const std::string& name, DraftReader& reader, const MetricRow* metric) {
  const double unit = metric == nullptr ? 1 : metric->scale;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != group) continue;
    const auto [table, key] = locate(from, row.key);
    const Member* member =
        row.required() ? table->take_required(key, std::string(row.unit) + ": " + row.meaning)
                       : table->take(key);
    if (member == nullptr) {
      // A missing optional row still has its value, in the units of the engine.
      ParameterValue absent;
      absent.prior.unit = 1;
      absent.constant = row.required() ? 0 : row.absent;
      reader.draft.parameters.push_back({&row, nation, element, name, absent});
      continue;
    }
    const ValueBounds bounds{row.low * unit, row.high * unit, unit,
                             metric == nullptr ? row.unit : metric->unit};
    auto value =
        read_parameter(*member, table->path_of(key), bounds, reader.evidence, reader.diagnostics);
    if (value) reader.draft.parameters.push_back({&row, nation, element, name, *value, member});
  }
}

Draft read_draft(const Value& tree, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  Draft draft;
  DraftReader reader{draft, evidence, diagnostics};
  TableReader root(&tree, "", tree.place, diagnostics);
  read_header(root, draft);
  read_run(root.child(keys::root_run), draft);
  read_rows(ParameterGroup::world, root, 0, 0, "", reader);
  for (int nation = 0; nation < nation_count; ++nation) {
    TableReader& table = root.child(nation_names[nation]);
    read_rows(ParameterGroup::nation, table, nation, 0, "", reader);
    read_channels(table.child(keys::nation_channel), nation, reader);
  }
  read_programmes(root.child(keys::root_programme), reader);
  read_thresholds(root, reader);
  read_correlations(root, tree, reader);
  check_streams(reader);
  check_combinations(reader);
  root.finish();
  return draft;
}

}  // namespace racecast
