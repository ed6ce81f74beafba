#include <fmt/format.h>

#include <algorithm>

#include "host/error.hpp"
#include "host/result/axes.hpp"
#include "verification/processes/process.hpp"

namespace racecast::verification {
namespace {

constexpr double enough = 10;                 // standard errors
constexpr std::uint64_t draws_for_bits = 64;  // 2048 paths: enough for what comes once in a century

}  // namespace

Lines wrong_moves(const Process& process, const Study& on, const Study& off) {
  Lines wrong;
  if (process.moves.empty()) wrong.push_back(fmt::format("{}: nothing is asserted", process.name));
  for (const Move& move : process.moves) {
    const Estimate found = change(move.quantity, on, off);
    if (move.sign * found.significance() >= enough) continue;
    wrong.push_back(
        fmt::format("{}: without it, {} should {}, but changes by {} ({:.1f} standard "
                    "errors)",
                    process.name, name_of(move.quantity), move.sign > 0 ? "rise" : "fall",
                    signed_text(found), found.significance()));
  }
  return wrong;
}

Lines wrong_keeps(const Process& process, const Study& on, const Study& off) {
  Lines wrong;
  bool all_same = true;
  for (int nation = 0; nation < nation_count; ++nation)
    for (int metric = 0; metric < metric_count; ++metric)
      all_same = all_same && on.seen.same_bits(off.seen, nation, metric);
  for (const Kept& kept : process.keeps)
    for (int metric = 0; metric < metric_count; ++metric)
      if ((kept.metrics >> metric & 1u) != 0 && !on.seen.same_bits(off.seen, kept.nation, metric))
        wrong.push_back(fmt::format("{}: touches {} of {}, which it cannot", process.name,
                                    metric_rows[metric].name, nation_names[kept.nation]));
  if (all_same)
    wrong.push_back(fmt::format("{}: changes no bit while couplings are cut", process.name));
  return wrong;
}

Lines wrong_keeps(const Process& process, StudyOptions options, std::map<Cut, Study>& known) {
  if (process.keeps.empty()) return {};
  options.draws = std::min(options.draws, draws_for_bits);
  Settings off = settings_of(process.cut);
  if (!known.contains(process.cut)) known.emplace(process.cut, run_study(options, off));
  off.insert(off.end(), process.off.begin(), process.off.end());
  return wrong_keeps(process, known.at(process.cut), run_study(options, off));
}

void require_honest_checks(StudyOptions options) {
  options.draws = std::min<std::uint64_t>(options.draws, 256);
  const Settings immortal = {{"chips.life", "1e6"}};
  const Study on = run_study(options, {}), off = run_study(options, immortal);
  const Quantity installed = {Kind::level, us, metric_installed_compute, 2035};
  const Process real = {"planted", immortal, {{installed, +1}}, {{us, 0b10}}};
  const Process opposite = {"planted", immortal, {{installed, -1}}, {}};
  const bool honest =
      wrong_moves(real, on, off).empty() && !wrong_moves(real, on, on).empty() &&
      !wrong_moves(opposite, on, off).empty() && !wrong_keeps(real, on, off).empty() &&
      !wrong_keeps(opposite, on, on).empty() && wrong_keeps(opposite, on, off).empty();
  if (!honest) throw Error(ErrorKind::runtime, "the checks do not see planted mistakes");
}

}  // namespace racecast::verification
