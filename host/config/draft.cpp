#include "host/config/draft.hpp"

#include <iterator>

#include "host/config/draft_reader.hpp"

namespace racecast {
namespace {

void read_header(TableReader& root, Draft& draft) {
  const auto name = root.text("name", Need::required);
  if (name && name->empty()) {
    root.error(root.take("name")->value.place, "'name' is empty", "name the forecast");
  }
  draft.name = name.value_or("");
  draft.description = root.text("description", Need::optional).value_or("");
  const std::vector<std::string> countings(std::begin(accounting_names), std::end(accounting_names));
  draft.accounting = static_cast<Accounting>(
      root.choice("accounting", countings, Need::optional).value_or(0));
  if (const Member* extends = root.take("extends")) {
    root.error(extends->place, "'extends' cannot be set", "put it into a file");
  }
  root.take("evidence");
  root.take("evidence_used");
}

}  // namespace

Draft read_draft(const Value& tree, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  Draft draft;
  DraftReader reader{draft, evidence, diagnostics};
  TableReader root(&tree, "", tree.place, diagnostics);
  read_header(root, draft);
  read_run(root.child("run"), reader);
  read_rows(ParameterGroup::world, root, 0, 0, "", reader);
  for (int nation = 0; nation < nation_count; ++nation) {
    TableReader& table = root.child(nation_keys[nation]);
    read_rows(ParameterGroup::nation, table, nation, 0, "", reader);
    read_channels(table.child("channel"), nation, reader);
  }
  read_programmes(root.child("programme"), reader);
  read_thresholds(root, reader);
  read_correlations(root, tree, reader);
  check_streams(reader);
  root.finish();
  return draft;
}

}  // namespace racecast
