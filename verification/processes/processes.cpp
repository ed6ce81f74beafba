#include <fmt/format.h>

#include <algorithm>

#include "host/error.hpp"
#include "verification/processes/process.hpp"

namespace racecast::verification {
namespace {

constexpr Metric level_metrics[] = {metric_investment, metric_installed_compute,
                                    metric_used_compute, metric_training_compute};

/// One quantity in both years that the table shows.
std::string both_years(const Study& on, const Study& off, Quantity quantity) {
  std::string text;
  for (const int year : {2030, 2035}) {
    quantity.year = year;
    text += (text.empty() ? "" : " / ") + signed_text(change(quantity, on, off));
  }
  return text;
}

std::string answer_row(const Process& process, const Study& on, const Study& off) {
  std::string row =
      fmt::format("| {} | {} |", process.name, both_years(on, off, {Kind::first, us}));
  for (const Quantity& quantity :
       {Quantity{Kind::first, us}, Quantity{Kind::first, cn}, Quantity{Kind::arrival, us},
        Quantity{Kind::arrival, cn}, Quantity{Kind::lead}})
    row += fmt::format(" {} |", signed_text(change(quantity, on, off)));
  for (const auto& [path, value] : process.off) row += fmt::format(" `{}={}`", path, value);
  return row + " |\n";
}

std::string level_row(const Process& process, const Study& on, const Study& off) {
  std::string row = fmt::format("| {} |", process.name);
  for (const Metric metric : level_metrics)
    for (const int nation : {us, cn})
      row += fmt::format(" {} |", both_years(on, off, {Kind::level, nation, metric}));
  return row + '\n';
}

/// What is asserted of the process, with what was found.
std::string move_rows(const Process& process, const Study& on, const Study& off) {
  std::string rows;
  for (const Move& move : process.moves) {
    const Estimate found = change(move.quantity, on, off);
    rows += fmt::format("| {} | {} | {} | {} | {:.0f} |\n", process.name, name_of(move.quantity),
                        move.sign > 0 ? "rises" : "falls", signed_text(found),
                        std::abs(found.significance()));
  }
  return rows;
}

void require_known(const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (std::ranges::find(processes(), name, &Process::name) == processes().end())
      throw Error(ErrorKind::usage, "there is no process '" + name + "'");
}

bool chosen(const Process& process, const std::vector<std::string>& only) {
  return only.empty() || std::ranges::find(only, process.name) != only.end();
}

constexpr const char* introduction =
    R"(The answer to the primary threshold without each process, less the answer with it, on the same {}
draws of {} paths: probabilities in percentage points, arrivals and lead in months, where what does
not arrive counts as arriving just after the horizon. Behind ± stands the standard error; ~0: below
0.00005; 0: nothing differs.

{}
Geometric means at the ends of 2030 / 2035 without the process, per cent above those with it:

{}
What `racecast_tables processes --check` asserts: each of these moves in this direction, by at least
ten standard errors. Levels and spreads are in per cent; a spread is the standard deviation of the
logarithm between the paths of a draw.

{})";

}  // namespace

Findings process_table(const StudyOptions& options, const std::vector<std::string>& only) {
  require_known(only);
  require_honest_checks(options);
  const Study on = run_study(options, {});
  std::map<Cut, Study> cut;
  Findings findings;
  std::string answers =
      "| process | P(US first) by 2030 / 2035 | P(US first) | P(China first) | US arrives | China "
      "arrives | US lead | off by |\n|---|---|---|---|---|---|---|---|\n";
  std::string levels =
      "| process | investment US | China | installed US | China | used US | China | training US | "
      "China |\n|---|---|---|---|---|---|---|---|---|\n";
  std::string moves =
      "| process | without it |  | change | standard errors |\n|---|---|---|---|---|\n";
  for (const Process& process : processes()) {
    if (!chosen(process, only)) continue;
    fmt::print(stderr, "racecast_tables: without {}\n", process.name);
    const Study off = run_study(options, process.off);
    answers += answer_row(process, on, off);
    levels += level_row(process, on, off);
    moves += move_rows(process, on, off);
    for (auto& line : wrong_moves(process, on, off)) findings.wrong.push_back(std::move(line));
    for (auto& line : wrong_keeps(process, options, cut)) findings.wrong.push_back(std::move(line));
  }
  findings.table = fmt::format(introduction, on.seen.draws, on.seen.paths, answers, levels, moves);
  return findings;
}

}  // namespace racecast::verification
