#include "host/config/draft.hpp"

#include "host/config/draft_reader.hpp"
#include "host/keys/keys.hpp"

namespace racecast {
namespace {

void read_header(TableReader& root, Draft& draft) {
  draft.name = root.text(keys::root_name).value_or("");
  draft.description = root.text(keys::root_description).value_or("");
  draft.accounting = static_cast<Accounting>(root.choice(keys::root_accounting).value_or(0));
  if (const Member* extends = root.take(keys::root_extends)) {
    root.error(extends->place, "'extends' cannot be set", "put it into a file");
  }
  root.take(keys::root_evidence);
  root.take(keys::root_evidence_used);
}

}  // namespace

Draft read_draft(const Value& tree, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  Draft draft;
  DraftReader reader{draft, evidence, diagnostics};
  TableReader root(&tree, "", tree.place, diagnostics);
  read_header(root, draft);
  read_run(root.child(keys::root_run), reader);
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
