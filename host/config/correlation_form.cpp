#include <algorithm>
#include <cmath>
#include <set>

#include "host/config/correlation.hpp"
#include "host/keys/keys.hpp"
#include "host/text/number_text.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/correlation_entry.hpp"
#include "host/toml/table_reader.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_suggestions = 20;  // each compares with every parameter

class CorrelationForm {
 public:
  CorrelationForm(const ParameterPaths& paths, std::set<std::string>& unknown,
                  Diagnostics& diagnostics)
      : paths_(paths), unknown_(unknown), diagnostics_(diagnostics) {}

  bool check(TableReader& table) {
    const Member* between = table.take(keys::correlation_between);
    const Member* among = table.take(keys::correlation_among);
    const Member* rank = table.take(keys::correlation_rank);
    const Member* matrix = table.take(keys::correlation_matrix);
    if ((between != nullptr) == (among != nullptr))
      return fail(table.place(),
                  "a correlation is either 'between' two parameters or 'among' several",
                  correlation_hint);
    if (between != nullptr && matrix != nullptr)
      return fail(matrix->place, "a pair has a rank, not a matrix", "write rank = 0.3");
    if ((rank != nullptr) == (matrix != nullptr))
      return fail(
          table.place(),
          rank == nullptr ? "a correlation has no rank" : "a correlation has a rank and a matrix",
          "give Spearman's rank correlation, as rank = 0.3, or a matrix among several");
    const bool named = between != nullptr ? check_names(between->value, "between", 2)
                                          : check_names(among->value, "among", max_correlated);
    if (rank != nullptr) return check_rank(rank->value) && named;
    return named && check_matrix(matrix->value, among->value.members.size());
  }

 private:
  bool fail(const Place& place, std::string message, std::string hint) {
    diagnostics_.add(place, std::move(message), std::move(hint));
    return false;
  }

  bool check_names(const Value& names, const std::string& key, std::size_t most) {
    std::set<std::string> seen;
    bool good = names.kind == Value::Kind::array && names.members.size() >= 2 &&
                names.members.size() <= most &&
                std::ranges::all_of(names.members, [](const Member& name) {
                  return name.value.kind == Value::Kind::string;
                });
    if (!good)
      return fail(
          names.place, "'correlation." + key + "' is no list of parameters",
          most == 2 ? "two paths in quotes" : "2 to " + std::to_string(most) + " paths in quotes");
    for (const Member& name : names.members) {
      if (!seen.insert(name.value.text).second)
        good = fail(name.value.place,
                    "'" + shown(name.value.text) + "' is named twice in a correlation",
                    "name another parameter, or remove one");
      good = check_path(name.value) && good;
    }
    return good;
  }

  bool check_path(const Value& name) {
    if (paths_.find(name.text) != nullptr) return true;
    const bool first_time = unknown_.insert(name.text).second;
    std::string hint;
    if (first_time && unknown_.size() <= most_suggestions)
      hint = suggestion(name.text, paths_.all());
    if (hint.empty()) hint = "name a parameter by its path, as us.power.growth";
    return fail(name.place, "a correlation names an unknown parameter: '" + shown(name.text) + "'",
                hint);
  }

  bool check_rank(const Value& rank) {
    if (rank.is_number() && std::abs(rank.number) < 1) return true;
    return fail(rank.place,
                rank.is_number()
                    ? "a rank correlation is out of bounds: " + number_text(rank.number)
                    : std::string("a rank correlation is ") + kind_name(rank.kind),
                "a number between -1 and 1, without the ends");
  }

  bool check_matrix(const Value& matrix, std::size_t size) {
    const auto is_list = [size](const Value& list) {
      return list.kind == Value::Kind::array && list.members.size() == size;
    };
    if (!is_list(matrix) || !std::ranges::all_of(matrix.members, is_list, &Member::value))
      return fail(matrix.place, "'correlation.matrix' does not fit its parameters",
                  std::to_string(size) + " rows of " + std::to_string(size) + " numbers");
    bool good = true;
    const auto at = [&](std::size_t i, std::size_t j) -> const Value& {
      return matrix.members[i].value.members[j].value;
    };
    for (std::size_t i = 0; i < size; ++i) {
      if (!at(i, i).is_number() || at(i, i).number != 1)
        good = fail(at(i, i).place, "the diagonal of 'correlation.matrix' is not 1", "write 1");
      for (std::size_t j = 0; j < i; ++j) {
        good = check_rank(at(i, j)) && good;
        if (at(j, i).is_number() && at(j, i).number == at(i, j).number) continue;
        good = fail(at(i, j).place,
                    "'correlation.matrix' is not symmetric: row " + std::to_string(i + 1) +
                        ", column " + std::to_string(j + 1),
                    "write the same on both sides of the diagonal");
      }
    }
    return good;
  }

  const ParameterPaths& paths_;
  std::set<std::string>& unknown_;
  Diagnostics& diagnostics_;
};

}  // namespace

bool is_well_formed(TableReader& entry, const ParameterPaths& paths, std::set<std::string>& unknown,
                    Diagnostics& diagnostics) {
  return CorrelationForm(paths, unknown, diagnostics).check(entry);
}

}  // namespace racecast
