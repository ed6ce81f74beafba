// The priors of the shipped configs against their sources.
#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "host/priors/prior_reader.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"
#include "verification/reference/config_tree.hpp"

using namespace racecast;
using namespace racecast::verification;

namespace {

const Value& entry_of(const Value& tree, const std::string& source) {
  return tree.find("evidence_used")->value.find(source)->value;
}

/// A prior of a config that does not meet its source, as "PATH SOURCE".
struct Conflict {
  std::string text;
  bool has_note;
};

std::vector<Conflict> conflicts_of(const Config& config) {
  const Value tree = resolved_tree(config);
  std::vector<Conflict> found;
  for (const SourcedPrior& prior : sourced_priors(tree)) {
    if (prior.source == judgement) continue;
    Diagnostics diagnostics;
    EvidenceRegistry registry(diagnostics);
    registry.give_up();
    const auto value = read_parameter(*prior.member, prior.path, {prior.row->low, prior.row->high},
                                      registry, diagnostics);
    REQUIRE(value);
    const auto source = evidence_range(entry_of(tree, prior.source), prior.row->unit);
    if (source && are_apart(value->central_range(), *source))
      found.push_back({prior.path + ' ' + prior.source, prior.has_note});
  }
  return found;
}

/// The last year that a period names: "2022-03 to 2025-12" is 2025, "2024-25" too; 9999: none.
int last_year(const std::string& period) {
  int last = 0;
  std::string digits;
  for (const char c : period + ' ') {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
      continue;
    }
    if (digits.size() == 4) last = std::max(last, std::stoi(digits));
    digits.clear();
  }
  const std::size_t size = period.size();
  if (size == 7 && period[4] == '-' && period[5] > '1')
    last = std::max(last, 2000 + std::stoi(period.substr(5)));
  return last == 0 ? 9999 : last;
}

/// Priors that act and rest on what was neither over nor published when the config begins.
std::vector<std::string> look_ahead(const Config& config) {
  const Value tree = resolved_tree(config);
  std::vector<std::string> found;
  for (const SourcedPrior& prior : sourced_priors(tree)) {
    if (prior.source == judgement || !prior.counted) continue;
    const Value& entry = entry_of(tree, prior.source);
    const int published = static_cast<int>(entry.find("year")->value.integer);
    if (published >= config.start.year &&
        last_year(entry.find("period")->value.text) >= config.start.year)
      found.push_back(prior.path + ' ' + prior.source);
  }
  return found;
}

bool any_of(const std::vector<std::string>& found, const std::string& text) {
  return std::ranges::find(found, text) != found.end();
}

}  // namespace

TEST_CASE("a prior that leaves out its own source says why", "[config]") {
  std::set<std::string> all;
  for (const std::string& name : test::shipped_names())
    for (const Conflict& conflict : conflicts_of(test::shipped(name))) {
      INFO(name << ": " << conflict.text);
      CHECK(conflict.has_note);
      all.insert(conflict.text);
    }
  // A new one is looked at, and joins the list when its note is good.
  const std::set<std::string> known = {
      "cn.channel.internet.accelerator_share it-share-of-site-cost",
      "cn.construction.delivery_growth growth-china-intelligent-compute",
      "cn.power.available datacentre-power-china-2024",
      "cn.training.share run-share-china",
      "cn.utilisation.state edwc-rack-occupancy",
      "controls.loosen_partial export-control-changes",
      "controls.tighten_open export-control-changes",
      "controls.tighten_partial export-control-changes",
      "energy.per_chip power-per-h100e-2024",
      "energy.per_chip power-per-h100e-2025",
      "us.construction.delivery_growth growth-world-additions",
      "us.power.available world-ai-power-2025",
      "us.power.behind_meter_delay grid-connection-wait",
      "us.stock.abroad_share us-share-by-location",
      "us.training.share run-share-us",
      "us.training.share_reversion training-growth-world"};
  CHECK(all == known);
}

TEST_CASE("a prior that leaves out its source without a word is noticed", "[config]") {
  const ConfigOptions options{
      {{"us.training.mfu", "{ interval = \"0.1 to 0.2\", source = \"mfu\" }"}}};
  bool seen = false;
  for (const Conflict& conflict : conflicts_of(test::shipped("baseline.toml", options)))
    seen = seen || (conflict.text == "us.training.mfu mfu" && !conflict.has_note);
  CHECK(seen);
}

TEST_CASE("hindcasts rest on nothing that was to come", "[config]") {
  for (const char* name : {"hindcast-2023.toml", "hindcast-2024.toml", "hindcast-2025.toml"}) {
    INFO(name);
    CHECK(look_ahead(test::shipped(name)) == std::vector<std::string>{});
  }
  // The twins: the baseline a year early, and one source of a later year.
  CHECK(any_of(look_ahead(test::shipped("baseline.toml", {{{"run.start", "2025-01"}}})),
               "us.stock.installed us-five-compute-2025"));
  CHECK(any_of(look_ahead(test::shipped(
                   "hindcast-2024.toml",
                   {{{"us.stock.installed",
                      "{ interval = \"4e6 to 5e6\", source = \"us-five-compute-2024\" }"}}})),
               "us.stock.installed us-five-compute-2024"));
  CHECK(last_year("2022-03 to 2025-12") == 2025);
  CHECK(last_year("2024-25") == 2025);
  CHECK(last_year("2025-05") == 2025);
  CHECK(last_year("spec") == 9999);
}

TEST_CASE("every prior of the shipped configs has a source or is judged with a reason",
          "[config]") {
  for (const std::string& name : test::shipped_names()) {
    const Config config = test::shipped(name);
    const Value tree = resolved_tree(config);
    int uncertain = 0;
    for (const SourcedPrior& prior : sourced_priors(tree)) {
      INFO(name << ": " << prior.path);
      CHECK((prior.source != judgement || prior.has_note));
      uncertain += prior.counted && prior.member->value.find("value") == nullptr ? 1 : 0;
    }
    INFO(name);
    CHECK(uncertain == config.forecast.prior_count);  // none goes without
  }
}
