#include "host/history/data_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <stdexcept>

#include "host/keys/keys.hpp"
#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/text/year_month.hpp"
#include "host/toml/csv_rows.hpp"
#include "host/toml/diagnostics.hpp"
#include "host/toml/files.hpp"

namespace racecast {
namespace {

enum Column { series, nation, date, value, unit, uncertainty, source, note, columns };
constexpr const char* column_names[] = {"series", "nation",      "date",   "value",
                                        "unit",   "uncertainty", "source", "note"};
constexpr int required_columns = unit + 1;
constexpr double largest_value = 1e60;

/// Reads the rows after the header.
class FigureReader {
 public:
  FigureReader(const SeriesFile& definitions, std::shared_ptr<const SourceFile> file,
               Diagnostics& diagnostics)
      : definitions_(definitions),
        file_(std::move(file)),
        diagnostics_(diagnostics),
        figures_(definitions.series.size()) {
    places_.fill(-1);
    for (const SeriesDefinition& each : definitions.series) names_.push_back(each.series.name);
  }

  void header(const CsvCells& cells) {
    const std::vector<std::string> known(std::begin(column_names), std::end(column_names));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string name(without_blanks(cells[i].text));
      const auto found = std::ranges::find(known, name);
      if (found == known.end())
        add(cells[i], "unknown column '" + shown(name) + "'", suggestion(name, known));
      else if (int& place = places_[static_cast<std::size_t>(found - known.begin())]; place >= 0)
        add(cells[i], "column '" + name + "' stands there twice", "remove one");
      else
        place = static_cast<int>(i);
    }
    header_cells_ = cells.size();
    for (int i = 0; i < required_columns; ++i)
      if (places_[static_cast<std::size_t>(i)] < 0)
        add(cells[0], std::string("column '") + column_names[i] + "' is missing",
            "series,nation,date,value,unit");
  }

  void row(const CsvCells& cells) {
    if (cells.size() > header_cells_)
      return add(cells[header_cells_],
                 fmt::format("a row of {} cells under a header of {}", cells.size(), header_cells_),
                 "put a text with commas in quotes");
    const std::string name = text(cells, series);
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end())
      return add(cell(cells, series), "unknown series '" + shown(name) + "'",
                 suggestion(name, names_) + "; series are defined in " + shown(definitions_.path));
    const auto place = static_cast<std::size_t>(found - names_.begin());
    const SeriesDefinition& wanted = definitions_.series[place];
    check_words(cells, wanted);
    const auto period = parse_period(text(cells, date), wanted.year_ends);
    if (!period)
      add(cell(cells, date), "'" + shown(text(cells, date)) + "' is no date",
          "write 2023, 2023Q4 or 2023-12");
    const auto log_value = read_value(cells, wanted, period);
    const auto error = read_error(cells, wanted);
    if (period && log_value && error)
      figures_[place].push_back({*period, *log_value, *error, place_of(cell(cells, date))});
  }

  std::vector<std::vector<Figure>> finish() {
    for (std::size_t i = 0; i < figures_.size(); ++i)
      put_in_order(definitions_.series[i], figures_[i]);
    return std::move(figures_);
  }

 private:
  /// Null where there is none.
  const CsvCell* find(const CsvCells& cells, Column column) const {
    const auto place = static_cast<std::size_t>(places_[column]);  // huge where it is -1
    return place < cells.size() ? &cells[place] : nullptr;
  }
  const CsvCell& cell(const CsvCells& cells, Column column) const {
    const CsvCell* found = find(cells, column);
    return found == nullptr ? cells[0] : *found;
  }
  /// "" of a cell that is not there.
  std::string text(const CsvCells& cells, Column column) const {
    const CsvCell* found = find(cells, column);
    return found == nullptr ? std::string() : std::string(without_blanks(found->text));
  }
  Place place_of(const CsvCell& cell) const { return {file_, cell.line, cell.column}; }
  void add(const CsvCell& cell, std::string message, std::string hint) {
    diagnostics_.add(place_of(cell), std::move(message), std::move(hint));
  }

  void check_words(const CsvCells& cells, const SeriesDefinition& wanted) {
    const KeyRow& nation_row = wanted.series.nation == us ? keys::root_us : keys::root_cn;
    const bool world = wanted.measures == Observable::Kind::world_supply;
    const std::string owner = world ? "world" : nation_row.name;
    if (text(cells, nation) != owner)
      add(cell(cells, nation),
          "nation '" + shown(text(cells, nation)) + "' is not that of " + wanted.series.name,
          "write " + owner);
    if (text(cells, unit) != wanted.unit)
      add(cell(cells, unit),
          "unit '" + shown(text(cells, unit)) + "' is not that of " + wanted.series.name,
          "write " + wanted.unit);
  }

  std::optional<double> read_value(const CsvCells& cells, const SeriesDefinition& wanted,
                                   const std::optional<Period>& period) {
    const auto number = parse_number(text(cells, value));
    if (!number || !(*number > 1 / largest_value && *number < largest_value)) {
      add(cell(cells, value), "'" + shown(text(cells, value)) + "' is no figure above 0",
          "write a plain number; leave out rows without one");
      return {};
    }
    std::vector<std::string> ignored;
    const UnitFactor factor = unit_factor(wanted.unit, wanted.series.unit, ignored);
    double dollars = 1;
    if (factor.nominal && period) {
      const auto year = definitions_.dollars.find(period->last.year);
      if (year == definitions_.dollars.end()) {
        add(cell(cells, date), fmt::format("there are no dollars of {}", period->last.year),
            fmt::format("add {} = ... to [dollars] of {}", period->last.year,
                        shown(definitions_.path)));
        return {};
      }
      dollars = year->second;
    }
    return std::log(*number * factor.factor * dollars);
  }

  std::optional<double> read_error(const CsvCells& cells, const SeriesDefinition& wanted) {
    const std::string given = text(cells, uncertainty);
    if (given.empty()) return wanted.error;
    const auto number = parse_number(given);
    if (number && *number > 0 && *number <= 3) return std::sqrt(std::log1p(*number * *number));
    add(cell(cells, uncertainty), "uncertainty '" + shown(given) + "' is not above 0 and at most 3",
        "a relative standard deviation, like 0.1; or nothing");
    return {};
  }

  /// By time; twice the same date, and spans that differ where sums are compared, are mistakes.
  void put_in_order(const SeriesDefinition& wanted, std::vector<Figure>& figures) {
    std::ranges::stable_sort(figures, {}, [](const Figure& figure) {
      return std::pair(figure.period.last.year, figure.period.last.month);
    });
    for (std::size_t i = 1; i < figures.size(); ++i) {
      if (figures[i].period.last == figures[i - 1].period.last)
        diagnostics_.add(
            figures[i].place,
            wanted.series.name + " has two figures of " + figures[i].period.last.text(),
            "keep one");
      if (wanted.measures == Observable::Kind::spending &&
          figures[i].period.months != figures[0].period.months)
        diagnostics_.add(figures[i].place,
                         wanted.series.name + " has years, quarters or months side by side",
                         "make a series of each");
    }
    if (wanted.record) make_records(figures);
  }

  static void make_records(std::vector<Figure>& figures) {
    std::vector<Figure> made;
    for (Figure figure : figures) {
      while (!made.empty() && months_between(made.back().period.last, figure.period.last) > 12) {
        Figure still = made.back();
        still.period.last = still.period.last.plus(12);
        made.push_back(still);
      }
      if (!made.empty()) figure.log_value = std::max(figure.log_value, made.back().log_value);
      made.push_back(figure);
    }
    figures = std::move(made);
  }

  std::size_t header_cells_ = 0;
  const SeriesFile& definitions_;
  std::shared_ptr<const SourceFile> file_;
  Diagnostics& diagnostics_;
  std::vector<std::string> names_;
  std::array<int, columns> places_{};
  std::vector<std::vector<Figure>> figures_;
};

std::string bytes_of(const std::string& path) {
  try {
    return read_data_file(path, max_history_bytes);
  } catch (const std::runtime_error& error) {
    throw Error(ErrorKind::file, fmt::format("cannot read '{}' ({}); check the name and the "
                                             "permissions",
                                             shown(path), error.what()));
  }
}

}  // namespace

std::optional<Period> parse_period(const std::string& text, int year_ends) {
  if (const auto month = parse_month(text)) return Period{*month, 1};
  const auto in_year = parse_month(text.substr(0, 4) + "-12");
  if (!in_year) return {};
  if (text.size() == 4) return Period{{in_year->year, year_ends}, 12};
  if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4') return {};
  return Period{{in_year->year, 3 * (text[5] - '0')}, 3};
}

std::vector<std::vector<Figure>> read_figures(const std::string& path, const SeriesFile& series) {
  const std::string bytes = bytes_of(path);
  Diagnostics diagnostics;
  const auto file = diagnostics.file(path);
  FigureReader reader(series, file, diagnostics);
  CsvRows rows(bytes);
  CsvCells cells;
  try {
    if (first_invalid_utf8(bytes)) throw std::runtime_error("it is not text in UTF-8");
    if (!rows.next(cells)) throw std::runtime_error("it is empty");
    reader.header(cells);
    diagnostics.throw_if_any();
    while (rows.next(cells)) {
      if (cells.size() == 1 && without_blanks(cells[0].text).empty()) continue;
      if (static_cast<std::size_t>(rows.row()) > max_history_rows + 1)
        throw std::runtime_error(fmt::format("it has more than {} rows", max_history_rows));
      reader.row(cells);
    }
  } catch (const ConfigError&) {
    throw;
  } catch (const std::runtime_error& error) {
    diagnostics.add({file, 1, 1}, std::string("this is no table of figures: ") + error.what(),
                    "give a CSV file with the columns series,nation,date,value,unit");
  }
  auto figures = reader.finish();
  diagnostics.throw_if_any();
  return figures;
}

}  // namespace racecast
