#include "verification/processes/process.hpp"

#include <algorithm>
#include <initializer_list>
#include <sstream>
#include <string_view>

#include "host/error.hpp"
#include "host/text/number_text.hpp"

namespace racecast::verification {
namespace {

// Metrics of a nation by how far along the month's chain a process acts: what comes before it
// cannot move.
constexpr unsigned bit(Metric metric) { return 1u << metric; }
constexpr unsigned money = bit(metric_investment);
constexpr unsigned stock =
    money | bit(metric_installed_compute) | bit(metric_ai_power) | bit(metric_total_compute);
constexpr unsigned use = stock | bit(metric_utilisation) | bit(metric_used_compute);
constexpr unsigned everything = (1u << metric_count) - 1;
constexpr std::pair<std::string_view, unsigned> kept_metrics[] = {
    {"money", money},
    {"stock", stock},
    {"stock_and_utilisation", stock | bit(metric_utilisation)},
    {"training", use | bit(metric_training_compute)},
    {"all_but_runs", use | bit(metric_cumulative_compute) | bit(metric_token_cost)},
    {"everything", everything}};

[[noreturn]] void refuse(const std::string& part) {
  throw Error(ErrorKind::runtime, "the table of processes has '" + part + "'");
}

/// Those that are not empty, without the blanks around them.
Lines parts_of(const std::string& text, char separator) {
  Lines parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);)
    if (part = std::string(without_blanks(part)); !part.empty()) parts.push_back(part);
  return parts;
}

/// "spread of ai_power us 2035 falls", "lead rises".
Move move_of(const std::string& text) {
  const std::string name = text.substr(0, text.find_last_of(' '));
  const int sign = text.ends_with(" rises") ? +1 : -1;
  if (sign < 0 && !text.ends_with(" falls")) refuse(text);
  if (name == "lead") return {{Kind::lead}, sign};
  const int year = std::stoi(name.substr(name.find_last_of(' ')));
  for (const Kind kind : {Kind::level, Kind::spread})
    for (const int nation : {us, cn})
      for (int metric = 0; metric < metric_count; ++metric) {
        const Quantity quantity = {kind, nation, static_cast<Metric>(metric), year};
        if (name_of(quantity) == name) return {quantity, sign};
      }
  refuse(text);
}

/// The metrics of a nation in "us money, cn everything".
unsigned metrics_of(const std::string& keeps, const std::string& whose, unsigned otherwise) {
  for (const std::string& part : parts_of(keeps, ',')) {
    if (!part.starts_with(whose + ' ')) continue;
    const auto row = std::ranges::find(kept_metrics, part.substr(whose.size() + 1),
                                       &std::pair<std::string_view, unsigned>::first);
    if (row == std::end(kept_metrics)) refuse(part);
    return row->second;
  }
  return otherwise;
}

/// Whose metrics a cell names.
void require_owners(const std::string& keeps, std::initializer_list<std::string_view> owners) {
  for (const std::string& part : parts_of(keeps, ','))
    if (std::ranges::find(owners, part.substr(0, part.find(' '))) == owners.end()) refuse(part);
}

Process process_of(const Lines& cells) {
  Process process{cells[1], {}, {}, {}, cells[5] == "feedback" ? Cut::feedback : Cut::nations};
  if (process.cut == Cut::nations && !cells[5].empty()) refuse(cells[5]);
  for (const std::string& setting : parts_of(cells[2], ' ')) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) refuse(setting);
    process.off.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  for (const std::string& move : parts_of(cells[3], ',')) process.moves.push_back(move_of(move));
  for (const int nation : {us, cn})
    if (!cells[4].empty())
      process.keeps.push_back({nation, metrics_of(cells[4], nation_names[nation], 0)});
  return process;
}

Process process_of(const Lines& cells, int nation) {
  Process process = process_of(cells);
  process.name = (nation == us ? "US " : "China's ") + process.name;
  for (auto& [path, value] : process.off) path = std::string(nation_names[nation]) + '.' + path;
  for (Move& move : process.moves) move.quantity.nation = nation;
  process.keeps = {{1 - nation, metrics_of(cells[4], "rival", everything)},
                   {nation, metrics_of(cells[4], "own", 0)}};
  return process;
}

std::vector<Process> make_processes() {
  Lines rows;
  std::istringstream text(process_rows);
  for (std::string line; std::getline(text, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() != ' ') rows.emplace_back();  // else it goes on
    rows.back() += line;
  }
  std::vector<Process> list;
  for (const std::string& row : rows) {
    Lines cells = parts_of(row, '|');
    if (cells.size() > 6) refuse(row);
    cells.resize(6);
    const std::size_t before = list.size();
    if (cells[0] == "both") {
      require_owners(cells[4], {nation_names[us], nation_names[cn]});
      list.push_back(process_of(cells));
    } else {
      require_owners(cells[4], {"own", "rival"});
    }
    for (const int nation : {us, cn})
      if (cells[0] == "each" || cells[0] == nation_names[nation])
        list.push_back(process_of(cells, nation));
    if (list.size() == before) refuse(cells[0]);
  }
  return list;
}

}  // namespace

Settings settings_of(Cut cut) {
  // Escalations still happen, but at a hazard that looks at neither nation.
  Settings settings = {{"both.channel.all.race_response", "0"},
                       {"escalation.proximity", "0"},
                       {"escalation.parity", "0"}};
  if (cut == Cut::nations)
    settings.insert(
        settings.end(),
        {{"both.race.caution", "0"}, {"both.bust.contagion", "0"}, {"knowledge.flow", "0"}});
  return settings;
}

std::span<const Process> processes() {
  static const std::vector<Process> list = make_processes();
  return list;
}

}  // namespace racecast::verification
