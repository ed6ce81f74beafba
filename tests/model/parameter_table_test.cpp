#include "kernels/model/parameter_table.hpp"

#include <set>
#include <string>

#include "kernels/model/parameters.hpp"
#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("every parameter has a slot of its own", "[parameters]") {
  std::set<int> slots;
  for (const ParameterRow& row : parameter_rows()) {
    const bool of_nation =
        row.group == ParameterGroup::nation || row.group == ParameterGroup::channel;
    const int nations = of_nation ? nation_count : 1;
    const int elements = row.group == ParameterGroup::channel     ? max_channels
                         : row.group == ParameterGroup::programme ? max_programmes
                         : row.group == ParameterGroup::threshold ? max_thresholds
                                                                  : 1;
    for (int nation = 0; nation < nations; ++nation)
      for (int element = 0; element < elements; ++element) {
        const int slot = parameter_slot(row, nation, element);
        INFO(row.key << " " << nation << " " << element);
        CHECK(slot >= 0);
        CHECK(slot < parameter_slots);
        CHECK(slots.insert(slot).second);
      }
  }
  CHECK(static_cast<int>(slots.size()) == parameter_slots);  // and no slot is without a row
}

TEST_CASE("a slot is the member it is named after", "[parameters]") {
  Parameters parameters{};
  parameters.nation[cn].channel[2].volatility = 0.5f;
  parameters.programme[3].slip = 0.25f;
  const float* values = reinterpret_cast<const float*>(&parameters);
  int found = 0;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group == ParameterGroup::channel && std::string(row.member) == "volatility") {
      CHECK(values[parameter_slot(row, cn, 2)] == 0.5f);
      ++found;
    }
    if (row.group == ParameterGroup::programme && std::string(row.member) == "slip") {
      CHECK(values[parameter_slot(row, 0, 3)] == 0.25f);
      ++found;
    }
  }
  CHECK(found == 2);
}

TEST_CASE("every row is complete and sound", "[parameters]") {
  std::set<std::string> keys;
  for (const ParameterRow& row : parameter_rows()) {
    INFO(row.key);
    CHECK(row.low < row.high);
    CHECK((row.required() || (row.absent >= row.low && row.absent <= row.high)));
    CHECK(std::string(row.unit) != "");
    CHECK(std::string(row.meaning).find("(eq") != std::string::npos);
    CHECK(keys.insert(std::to_string(static_cast<int>(row.group)) + row.key).second);
  }
}

TEST_CASE("random streams of parameters are permanent", "[parameters]") {
  // Changing one of these changes every forecast: they are compared with what they have always been.
  for (const ParameterRow& row : parameter_rows()) {
    const std::string key = row.key;
    if (row.group == ParameterGroup::world && key == "sentiment.reversion")
      CHECK(draw_stream(row, 0, "") == 1u);
    if (row.group == ParameterGroup::nation && key == "economy.gdp") {
      CHECK(draw_stream(row, 0, "") == 0x10001u);
      CHECK(draw_stream(row, 1, "") == 0x20001u);
    }
    if (row.group == ParameterGroup::channel && key == "spend") {
      CHECK(draw_stream(row, 0, "amazon") != draw_stream(row, 1, "amazon"));
      CHECK(draw_stream(row, 0, "amazon") != draw_stream(row, 0, "meta"));
      // FNV-1a of group 2, nation 0, "amazon", id 1, with the top bit set.
      CHECK(draw_stream(row, 0, "amazon") == 0xc7dd20b2u);
    }
  }
}

}  // namespace racecast
