// Pages of docs/ have a block for every table of keys, and say what the parser does.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "host/keys/keys.hpp"
#include "tests/catch.hpp"
#include "verification/reference/tables.hpp"

using namespace racecast;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string pages() {
  std::stringstream text;
  for (const auto& page : std::filesystem::directory_iterator(RACECAST_SOURCE_DIR "/docs"))
    if (page.path().extension() == ".md") text << std::ifstream(page.path()).rdbuf();
  return text.str();
}

std::string block(const std::string& command, const std::string& table) {
  return "<!-- racecast_tables " + command + " -->\n" + table + "<!-- end -->\n";
}

}  // namespace

TEST_CASE("the pages of configs and sweeps document every key as the parser has it", "[bench]") {
  const std::string text = pages();
  std::size_t lines = 0;
  for (const std::string& name : verification::key_table_names()) {
    const std::string table = verification::keys_table(name);
    CHECK_THAT(text, ContainsSubstring(block("keys " + name, table)));
    lines += static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) - 2;
  }
  CHECK(lines == key_rows().size());
  CHECK_THAT(text, ContainsSubstring(block("families", verification::families_table())));
  CHECK_THAT(text, ContainsSubstring(block("metrics", verification::metrics_table())));
  CHECK_THAT(text, ContainsSubstring(block("limits", verification::limits_table())));
}

TEST_CASE("a table of keys says what stands without a key", "[bench]") {
  const std::string run = verification::keys_table("run");
  CHECK_THAT(run, ContainsSubstring("| `seed` | a whole number, 0 to 9223372036854775807 | 1 |"));
  CHECK_THAT(run, ContainsSubstring("| `horizon` | a month like \"2026-01\" | `horizon_months` "
                                    "instead |"));
  CHECK_THAT(verification::keys_table("channel"), ContainsSubstring("`\"market\"`, `\"state\"`"));
}
