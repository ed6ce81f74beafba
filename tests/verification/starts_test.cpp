// The starts of the shipped configs against the evidence of their dates. The baseline's, with more
// draws, is the test `racecast_tables evidence --check`.
#include <fstream>
#include <set>
#include <sstream>

#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"
#include "tests/catch.hpp"
#include "verification/reference/config_tree.hpp"
#include "verification/tables.hpp"

using namespace racecast;
using namespace racecast::verification;

namespace {

const std::string root = RACECAST_SOURCE_DIR;

std::vector<std::string> wrong_medians(const std::string& name, const Settings& changes = {}) {
  return evidence_table({root + "/configs/" + name + ".toml", 1024, 2}, changes).wrong;
}

}  // namespace

TEST_CASE("medians of the article and the hindcasts meet the evidence of their dates", "[bench]") {
  for (const char* name : {"article-2025", "hindcast-2023", "hindcast-2024", "hindcast-2025"}) {
    INFO(name);
    CHECK(wrong_medians(name) == std::vector<std::string>{});
  }
}

TEST_CASE("a start that is not that of its date is noticed", "[bench]") {
  // Half a year's growth too much in a stock, a company forgotten, chips at the price of 2026.
  CHECK(wrong_medians("hindcast-2024", {{"us.stock.installed", "1.6e6"}}).size() >= 1);
  CHECK(wrong_medians("hindcast-2025", {{"us.channel.amazon.spend", "1"}}).size() == 1);
  CHECK(wrong_medians("hindcast-2023", {{"chips.per_usd_bn", "1e5"}, {"supply.rate", "5e6"}})
            .size() >= 1);
  CHECK_THROWS_AS(wrong_medians("quick"), Error);
}

TEST_CASE("what docs/evidence.md names of the registry is in it", "[bench]") {
  Diagnostics diagnostics;
  const std::string path = root + "/configs/evidence.toml";
  const auto registry = read_toml(read_file(path), diagnostics.file(path), diagnostics);
  REQUIRE(registry);
  const std::string page = read_file(root + "/docs/evidence.md");
  const std::size_t first = page.find("## The disputed figures"), last = page.find("## The starts");
  REQUIRE(first < last);
  std::istringstream text(page.substr(first, last - first));
  const std::set<std::string> configs = {"article-2025", "baseline"};
  int keys = 0;
  for (std::string plain, key; std::getline(text, plain, '`') && std::getline(text, key, '`');) {
    if (configs.contains(key)) continue;
    INFO(key);
    CHECK(registry->find(key) != nullptr);
    ++keys;
  }
  CHECK(keys >= 24);  // ten figures as printed, and what is known of each
}
