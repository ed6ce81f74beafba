#include "verification/processes/process_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/error.hpp"
#include "host/result/axes.hpp"

namespace racecast::verification {
namespace {

constexpr double enough = 10;                 // standard errors
constexpr std::uint64_t draws_for_bits = 64;  // 2048 paths: enough for what comes once in a century

bool same_bits(const Observation& a, const Observation& b, int nation, int metric) {
  for (std::uint64_t draw = 0; draw < a.draws(); ++draw)
    if (a.fingerprint(draw, nation, metric) != b.fingerprint(draw, nation, metric)) return false;
  return true;
}

bool all_same(const Observation& a, const Observation& b) {
  for (int nation = 0; nation < nation_count; ++nation)
    for (int metric = 0; metric < metric_count; ++metric)
      if (!same_bits(a, b, nation, metric)) return false;
  return true;
}

}  // namespace

std::vector<std::string> wrong_moves(const Process& process, const Study& on, const Study& off) {
  std::vector<std::string> wrong;
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

std::vector<std::string> wrong_keeps(const Process& process, const Study& on, const Study& off) {
  std::vector<std::string> wrong;
  for (const Kept& kept : process.keeps)
    for (int metric = 0; metric < metric_count; ++metric)
      if ((kept.metrics >> metric & 1u) != 0 && !same_bits(on.seen, off.seen, kept.nation, metric))
        wrong.push_back(fmt::format("{}: touches {} of {}, which it cannot", process.name,
                                    metric_rows[metric].name, nation_names[kept.nation]));
  if (all_same(on.seen, off.seen))
    wrong.push_back(fmt::format("{}: changes no bit while couplings are cut", process.name));
  return wrong;
}

CutStudies::CutStudies(const StudyOptions& options) : options_(options) {
  options_.draws = std::min(options_.draws, draws_for_bits);
}

std::vector<std::string> CutStudies::wrong_keeps(const Process& process) {
  if (process.keeps.empty()) return {};
  auto on = on_.find(process.cut);
  if (on == on_.end())
    on = on_.emplace(process.cut, run_study(options_, settings_of(process.cut))).first;
  Settings off = settings_of(process.cut);
  off.insert(off.end(), process.off.begin(), process.off.end());
  return verification::wrong_keeps(process, on->second, run_study(options_, off));
}

void require_honest_checks(const StudyOptions& given) {
  StudyOptions options = given;
  options.draws = std::min<std::uint64_t>(given.draws, 256);
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
