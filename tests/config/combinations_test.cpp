// Each rule of check_combinations.cpp: what it refuses, where, and the like of it that passes.
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

struct Rule {
  std::string wrong, message, hint;
  std::string mark;   ///< begins the line of the mistake
  std::string right;  ///< nearly the same, and possible
};

std::string programme(const std::string& destination, const std::string& first,
                      const std::string& last, const std::string& more) {
  return "[programme.p]\nnation = \"cn\"\ndestination = \"" + destination + "\"\nfirst = \"" +
         first + "\"\nlast = \"" + last + "\"\ntotal = 1\n" + more;
}

std::string threshold(const std::string& metric, const std::string& more) {
  return "[threshold.t]\nmetric = \"" + metric + "\"\n" + more;
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"[cn.fabs]\nyield = \"0.6 to 0.8\"\nyield_limit = \"0.3 to 0.5\"\nlearning = 0.2\n",
       "lies below 'cn.fabs.yield' (0.6 to 0.8)", "raise the limit", "yield_limit",
       "[cn.fabs]\nyield = \"0.6 to 0.8\"\nyield_limit = \"0.5 to 0.7\"\nlearning = 0.2\n"},
      {"[us.fabs]\nyield_limit = 0.5\nlearning = \"0.1 to 0.2\"\n",
       "lies below 'us.fabs.yield' (1 without the key)", "give 'us.fabs.yield' a lower value",
       "yield_limit", "[us.fabs]\nyield_limit = 0.5\nlearning = 0\n"},
      {"[us.chips]\nsupply_share = \"0.7 to 0.8\"\n[cn.chips]\nsupply_share = \"0.4 to 0.6\"\n",
       "claim more than the whole supply, even at their 5th percentiles: 0.7 + 0.4",
       "until both fit into 1", "supply_share = \"0.4",
       "[us.chips]\nsupply_share = \"0.7 to 0.8\"\n[cn.chips]\nsupply_share = \"0.2 to 0.6\"\n"},
      {"[cn.chips]\nquota_partial = 0.1\nquota_closed = \"0.2 to 0.3\"\n",
       "lets more through than 'cn.chips.quota_partial' (0.1)", "swap the two", "quota_closed",
       "[cn.chips]\nquota_partial = 0.1\nquota_closed = \"0.05 to 0.3\"\n"},
      {"[cn.chips]\nquota_open = 0.1\nquota_partial = 0.2\n",
       "lets more through than 'cn.chips.quota_open' (0.1)", "swap the two", "quota_partial",
       "[cn.chips]\nquota_partial = 0.2\n"},
      {programme("compute", "2024-01", "2025-12", ""), "is over before the first month, 2026-01",
       "already_counted = true", "last = \"2025-12\"",
       programme("compute", "2024-01", "2025-12", "slip = 0.1\n")},
      {programme("compute", "2024-01", "2025-12", ""), "'programme.p'", "move 'last'",
       "last = \"2025-12\"",
       programme("compute", "2024-01", "2025-12", "already_counted = true\n")},
      {programme("compute", "2024-01", "2025-06", "slip = \"0.1 to 0.3\"\n"), "buys nothing",
       "already_counted", "last = \"2025-06\"", programme("fab", "2024-01", "2025-06", "")},
      {programme("fab", "2026-01", "2026-12", "accelerator_share = 0.2\n"),
       "'programme.p.accelerator_share' is a share of chips", "destination = \"compute\"",
       "accelerator_share",
       programme("compute", "2026-01", "2026-12", "accelerator_share = 0.2\n")},
      {programme("power", "2026-01", "2026-12", "hidden_share = \"0.1 to 0.2\"\n"),
       "'programme.p.hidden_share' is a share of chips", "hidden_share = 0", "hidden_share",
       programme("power", "2026-01", "2026-12", "hidden_share = 0\n")},
      {"[cn.reserve]\nhidden_share = 0.1\n", "is about the state pool, which never holds anything",
       "pool = \"state\" in a channel", "hidden_share",
       "[cn.reserve]\nhidden_share = 0.1\n" + channel_text("cn", "a", "state")},
      {"[us.reserve]\ninitial_share = 0.1\n", "'us.reserve.initial_share'", "or remove this",
       "initial_share", "[us.reserve]\ninitial_share = 0.1\n[us.stock]\nstate_share = 0.2\n"},
      {"[cn.pooling]\nstart = 2\nutilisation = 0.6\n", "'cn.pooling.utilisation' (0.6)",
       "pool = \"state\"", "utilisation", "[cn.pooling]\nstart = 100\nutilisation = 0.6\n"},
      {"[cn.reserve]\nhidden_share = 0.1\n" + channel_text("us", "a", "state"), "never holds",
       "pool = \"state\"", "hidden_share",
       "[cn.reserve]\nhidden_share = 0.1\n" + programme("compute", "2026-01", "2026-12", "")},
      {threshold("investment", "value = 5\nhold_months = 26\n"), "but the forecast has 24 months",
       "hold for fewer months", "hold_months",
       threshold("investment", "value = 5\nhold_months = 25\n")},
      {threshold("utilisation", "value = \"1.1 to 1.3\"\n"),
       "never at or above 'threshold.t.value'", "utilisation lies between 0 and 1", "value = \"1.1",
       threshold("utilisation", "value = \"0.9 to 1.3\"\n")},
      {threshold("utilisation", "direction = \"below\"\nvalue = 1\n"), "always at or below",
       "change the value or the direction", "value = 1\n",
       threshold("utilisation", "direction = \"below\"\nvalue = 0.99\n")},
      {threshold("token_cost", "direction = \"below\"\nvalue = -1\n"), "never at or below",
       "token_cost is never below 0", "value = -1",
       threshold("token_cost", "direction = \"below\"\nvalue = 0\n")},
      {threshold("ai_power", "value = 0\n"), "'ai_power' is always at or above",
       "ai_power is never below 0", "value = 0\n", threshold("ai_power", "value = 1e-6\n")},
  };
  return all;
}

}  // namespace

TEST_CASE("what can never be meant together is refused, and the like of it is not", "[config]") {
  for (const Rule& rule : rules()) {
    const std::string text = minimal_text(rule.wrong);
    CAPTURE(rule.wrong);
    const auto found = mistakes(text);
    REQUIRE(found.size() == 1);
    INFO(to_string(found[0]));
    CHECK(has(found[0].message, rule.message));
    CHECK(has(found[0].hint, rule.hint));
    CHECK(found[0].line == line_of(text, '\n' + rule.mark) + 1);
    CHECK(found[0].column > 1);
    CHECK(mistakes_text(minimal_text(rule.right)).empty());
  }
}

TEST_CASE("combinations are judged beside other mistakes, not because of them", "[config]") {
  const std::string both =
      "[us.chips]\nsupply_share = 0.8\n[cn.chips]\nsupply_share = 0.4\n"
      "smuggled_share = 2\n";
  CHECK(mistakes(minimal_text(both)).size() == 2);
  for (const std::string broken :
       {"[us.chips]\nsupply_share = 0.8\n[cn.chips]\nsupply_share = 1.4\n",
        "[threshold.t]\nmetric = \"speed\"\nvalue = 0\n",
        "[cn.reserve]\nhidden_share = 0.1\n[cn.channel.a]\npool = \"sate\"\nspend = 1\n"
        "accelerator_share = 0.5\n",
        "[programme.p]\nnation = \"cn\"\ndestination = \"compute\"\nfirst = \"2024-01\"\n"
        "last = \"2024\"\ntotal = 1\n"}) {
    CAPTURE(broken);
    CHECK(mistakes(minimal_text(broken)).size() == 1);
  }
}

TEST_CASE("a combination that --set makes is told of the setting", "[config]") {
  ConfigOptions options;
  options.set = {{"us.chips.supply_share", "0.8"}, {"cn.chips.supply_share", "0.4"}};
  const auto found = mistakes(minimal_text(), options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].file == "--set");
}
