// Pages of docs/ have a block for every table of keys, and say what the parser does.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/tables.hpp"
#include "host/config/keys.hpp"
#include "tests/catch.hpp"

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
  for (const std::string& name : bench::key_table_names()) {
    const std::string table = bench::keys_table(name);
    CHECK_THAT(text, ContainsSubstring(block("keys " + name, table)));
    lines += static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n')) - 2;
  }
  CHECK(lines == key_rows().size());
  CHECK_THAT(text, ContainsSubstring(block("families", bench::families_table())));
  CHECK_THAT(text, ContainsSubstring(block("metrics", bench::metrics_table())));
  CHECK_THAT(text, ContainsSubstring(block("limits", bench::limits_table())));
}

TEST_CASE("a table of keys says what stands without a key", "[bench]") {
  const std::string run = bench::keys_table("run");
  CHECK_THAT(run, ContainsSubstring("| `seed` | a whole number, 0 to 9223372036854775807 | 1 |"));
  CHECK_THAT(run, ContainsSubstring("| `horizon` | a month like \"2026-01\" | `horizon_months` "
                                    "instead |"));
  CHECK_THAT(bench::keys_table("channel"), ContainsSubstring("`\"market\"`, `\"state\"`"));
}
