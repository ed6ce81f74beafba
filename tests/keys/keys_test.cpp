#include "host/keys/keys.hpp"

#include <set>

#include "host/toml/diagnostics.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

/// A config in which `key` stands in the table `in` with a value that no kind of key takes.
std::string with_wrong_key(KeyTable in, const std::string& key) {
  const std::string line = key + " = 1999-12-31\n";
  switch (in) {
    case KeyTable::root:
      return line;
    case KeyTable::run:
      return "[run]\n" + line;
    case KeyTable::nation:
      return "[us]\n" + line;
    case KeyTable::channel:
      return "[us.channel.a]\n" + line;
    case KeyTable::programme:
      return "[programme.a]\n" + line;
    case KeyTable::threshold:
      return "[threshold.a]\n" + line;
    case KeyTable::evidence:
      return "[evidence_used.a]\n" + line;
    case KeyTable::prior:
      if (key == "interval" || key == "value" || key == "dist")
        return "[us.power.available]\n" + line;
      return "[us.power.available]\ninterval = \"1 to 2\"\n" + line;
    case KeyTable::correlation: {
      const bool names = key == "between" || key == "among";
      const std::string beside = key == "rank" ? "between = [\"us.power.growth\", \"x\"]\n"
                                 : key == "matrix"
                                     ? "among = [\"us.power.growth\", \"cn.power.growth\"]\n"
                                     : "";
      return "[[correlation]]\n" + (names ? "rank = 0.3\n" : beside) + line;
    }
    case KeyTable::sweep:
    case KeyTable::axis:
    case KeyTable::scenario:
      break;  // tests/sweep/sweep_file_test.cpp
    case KeyTable::history:
    case KeyTable::series:
      break;  // tests/history/series_file_test.cpp
  }
  return {};
}

/// Whether a diagnostic is about the last key of `text`.
bool complains_of(const std::string& text, bool (*about)(const Diagnostic&)) {
  const int line = line_of(text, " = 1999");
  for (const Diagnostic& diagnostic : mistakes(text)) {
    if (diagnostic.line == line && about(diagnostic)) return true;
  }
  return false;
}

bool unknown(const Diagnostic& diagnostic) { return has(diagnostic.message, "unknown key"); }
bool any_mistake(const Diagnostic&) { return true; }

}  // namespace

TEST_CASE("the parser knows every row of the key table and refuses what is no value of it",
          "[config]") {
  for (const KeyRow* row : key_rows()) {
    if (with_wrong_key(row->table, row->name).empty()) continue;
    const std::string text = with_wrong_key(row->table, row->name);
    CAPTURE(text);
    CHECK_FALSE(complains_of(text, unknown));
    CHECK(complains_of(text, any_mistake));
    const std::string misspelt = with_wrong_key(row->table, std::string(row->name) + "x");
    CAPTURE(misspelt);
    CHECK(complains_of(misspelt, unknown));
  }
}

TEST_CASE("rows of the key table are complete and no key is there twice", "[config]") {
  std::set<std::pair<KeyTable, std::string>> seen;
  for (const KeyRow* row : key_rows()) {
    CAPTURE(row->name);
    CHECK(seen.emplace(row->table, row->name).second);
    CHECK(*row->meaning != '\0');
    CHECK_FALSE(value_text(*row).empty());
    CHECK((row->value.choices != nullptr) == (row->value.type == KeyType::choice));
    if (row->value.type == KeyType::integer) {
      CHECK(row->value.low < row->value.high);
      if (row->value.has_absent) {
        CHECK(row->value.absent >= row->value.low);
        CHECK(row->value.absent <= row->value.high);
      }
    }
  }
  CHECK(seen.count({KeyTable::run, "seed"}) == 1);
}

TEST_CASE("a key that is left out has the value of its row", "[config]") {
  const Config config = parse_config(minimal_text(), "minimal.toml");
  CHECK(config.trajectories == static_cast<std::uint64_t>(keys::run_trajectories.value.absent));
  CHECK(config.forecast.seed == static_cast<std::uint64_t>(keys::run_seed.value.absent));
  CHECK(config.forecast.paths_per_draw == keys::run_paths_per_draw.value.absent);
  CHECK(config.thresholds[0].hold_months == keys::threshold_hold_months.value.absent);
  CHECK(config.accounting == absent_text(keys::root_accounting));
}
