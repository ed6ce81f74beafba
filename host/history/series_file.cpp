#include "host/history/data_file.hpp"

#include <algorithm>
#include <charconv>

#include "host/keys/keys.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/files.hpp"
#include "host/toml/table_reader.hpp"
#include "host/toml/toml_reader.hpp"
#include "kernels/model/metric_table.hpp"
#include "kernels/model/relations.hpp"

namespace racecast {
namespace {

constexpr double seconds_of_year = 31557600;
/// EFLOP/s in one H100e.
constexpr double eflops = static_cast<double>(flop_year) * 1e24 / seconds_of_year / 1e18;

struct Conversion {
  const char* unit;
  const char* model_unit;
  UnitFactor factor;
};
constexpr Conversion conversions[] = {
    {"EFLOPS FP16", "H100e", {1 / eflops, false}},
    {"USD bn", "USD_bn", {1, true}},
};

std::string model_unit(Observable::Kind measures, int metric) {
  if (measures == Observable::Kind::level) return metric_rows[metric].unit;
  return measures == Observable::Kind::spending ? "USD_bn" : "H100e";
}

/// One table of a series.
class SeriesReader {
 public:
  explicit SeriesReader(TableReader& table) : table_(table) {}

  SeriesDefinition read(const std::string& name) {
    made_.series.name = name;
    made_.place = table_.place();
    made_.measures =
        static_cast<Observable::Kind>(table_.choice(keys::series_measures).value_or(0));
    made_.metric = table_.choice(keys::series_metric).value_or(0);
    made_.series.nation = table_.choice(keys::series_nation).value_or(0);
    read_channels();
    made_.year_ends = static_cast<int>(table_.integer(keys::series_year_ends).value_or(12));
    made_.from_start = table_.boolean(keys::series_from_start).value_or(false);
    made_.record = table_.boolean(keys::series_record).value_or(false);
    made_.repeats = table_.text(keys::series_repeats).value_or("");
    read_errors();
    made_.series.description = table_.text(keys::series_description).value_or("");
    made_.series.source = table_.text(keys::series_source).value_or("");
    table_.text(keys::series_note);
    read_unit();
    check();
    return made_;
  }

 private:
  void read_channels() {
    const Member* list = table_.take(keys::series_channels);
    if (list == nullptr) return;
    if (list->value.kind != Value::Kind::array)
      return table_.error(list->value.place,
                          "'" + table_.path_of("channels") + "' is " + kind_name(list->value.kind) +
                              ", not a list of texts",
                          "channels = [\"amazon\", \"meta\"]");
    if (list->value.members.empty())
      table_.error(list->value.place, "'" + table_.path_of("channels") + "' is empty",
                   "channels = [\"amazon\", \"meta\"]");
    for (const Member& item : list->value.members) {
      if (item.value.kind == Value::Kind::string)
        made_.channels.push_back(item.value.text);
      else
        table_.error(item.value.place,
                     std::string("a channel is ") + kind_name(item.value.kind) + ", not a string",
                     "channels = [\"amazon\", \"meta\"]");
    }
  }

  void read_errors() {
    made_.series.coverage = table_.number(keys::series_coverage).value_or(1);
    made_.series.coverage_error = table_.number(keys::series_coverage_error).value_or(0);
    made_.error = table_.number(keys::series_error).value_or(1);
    if (made_.series.coverage == 0)
      refuse(keys::series_coverage, "is 0", "what is observed over what the model has: above 0");
    if (made_.error == 0)
      refuse(keys::series_error, "is 0", "no figure is exact: give a few per cent, error = 0.03");
  }

  void read_unit() {
    made_.unit = table_.text(keys::series_unit).value_or("");
    made_.series.unit = model_unit(made_.measures, made_.metric);
    std::vector<std::string> known;
    if (!made_.unit.empty() && unit_factor(made_.unit, made_.series.unit, known).factor == 0)
      refuse(keys::series_unit, "is '" + shown(made_.unit) + "', no unit of it",
             suggestion(made_.unit, known));
  }

  void check() {
    const Observable::Kind kind = made_.measures;
    belongs(keys::series_metric, kind == Observable::Kind::level);
    belongs(keys::series_channels, kind == Observable::Kind::spending);
    belongs(keys::series_nation, kind != Observable::Kind::world_supply);
    const auto only_levels = [&](const KeyRow& row, bool given) {
      if (given && kind != Observable::Kind::level)
        refuse(row, "is of levels alone", "remove it, or measures = \"level\"");
    };
    only_levels(keys::series_from_start, made_.from_start);
    only_levels(keys::series_record, made_.record);
    if (made_.from_start && table_.take(keys::series_coverage) != nullptr)
      refuse(keys::series_coverage, "has no effect on growth", "remove it, or from_start");
  }

  /// A key that is there where `wanted`, and only there.
  void belongs(const KeyRow& row, bool wanted) {
    const bool given = table_.take(row) != nullptr;
    if (wanted && !given)
      table_.error(table_.place(), "'" + table_.path_of(row.name) + "' is missing",
                   value_text(row) + ": " + row.meaning);
    if (!wanted && given) refuse(row, "does not belong to what is measured", row.meaning);
  }

  void refuse(const KeyRow& row, const std::string& what, const std::string& hint) {
    const Member* member = table_.take(row);
    table_.error(member == nullptr ? table_.place() : member->value.place,
                 "'" + table_.path_of(row.name) + "' " + what, hint);
  }

  TableReader& table_;
  SeriesDefinition made_;
};

std::optional<int> year_of(const std::string& text) {
  int year = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, year);
  if (parsed.ec != std::errc() || parsed.ptr != end || year < 1900 || year > 2999) return {};
  return year;
}

void read_dollars(TableReader& root, SeriesFile& file) {
  const Member* table = root.take(keys::history_dollars);
  if (table == nullptr) return;
  const std::string hint = "write years and dollars of 2024, like 2023 = 1.024";
  if (!table->value.is_table())
    return root.error(table->value.place,
                      std::string("'dollars' is ") + kind_name(table->value.kind) + ", not a table",
                      hint);
  for (const Member& member : table->value.members) {
    const std::optional<int> year = year_of(member.key);
    if (!year)
      root.error(member.place, "'dollars." + shown(member.key) + "' is no year", hint);
    else if (!member.value.is_number() ||
             !(member.value.number >= 0.01 && member.value.number <= 100))
      root.error(member.value.place, "'dollars." + member.key + "' is not from 0.01 to 100", hint);
    else
      file.dollars[*year] = member.value.number;
  }
}

void check_repeats(const SeriesFile& file, TableReader& root) {
  std::vector<std::string> names;
  for (const SeriesDefinition& each : file.series) names.push_back(each.series.name);
  for (const SeriesDefinition& each : file.series) {
    if (each.repeats.empty()) continue;
    if (each.repeats == each.series.name || std::ranges::find(names, each.repeats) == names.end())
      root.error(each.place,
                 "'series." + each.series.name + "' repeats '" + shown(each.repeats) +
                     "', which is no other series",
                 suggestion(each.repeats, names));
    for (const SeriesDefinition& other : file.series)
      if (other.series.name == each.repeats && !other.repeats.empty())
        root.error(each.place,
                   "'series." + each.series.name + "' repeats '" + shown(each.repeats) +
                       "', which repeats another itself",
                   "name the series that repeats none");
  }
}

}  // namespace

UnitFactor unit_factor(const std::string& unit, const std::string& model_unit,
                       std::vector<std::string>& known) {
  known = {model_unit};
  if (unit == model_unit) return {1, false};
  for (const Conversion& each : conversions) {
    if (model_unit != each.model_unit) continue;
    if (unit == each.unit) return each.factor;
    known.emplace_back(each.unit);
  }
  return {0, false};
}

SeriesFile read_series_file(const std::string& path) {
  Diagnostics diagnostics;
  const std::optional<Value> tree = read_toml(read_file(path), diagnostics.file(path), diagnostics);
  diagnostics.throw_if_any();
  SeriesFile file;
  file.path = path;
  TableReader root(&*tree, "", tree->place, diagnostics);
  read_dollars(root, file);
  for (const TableReader::Element& element : root.child(keys::history_series).elements())
    file.series.push_back(SeriesReader(*element.reader).read(element.member->key));
  check_repeats(file, root);
  root.finish();
  diagnostics.throw_if_any();
  return file;
}

}  // namespace racecast
