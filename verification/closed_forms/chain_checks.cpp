// Chains: export controls with escalations, busts with contagion, each at every month of its chain.
#include <fmt/format.h>

#include <cmath>

#include "verification/closed_forms/experiment.hpp"
#include "verification/closed_forms/markov.hpp"

namespace racecast::verification {
namespace {

constexpr int chain_horizon = 24;

double chance(double hazard) { return -std::expm1(-hazard / 12); }
double linear_chance(double hazard) { return hazard / 12; }

// ---- Export controls (0 open, 1 partial, 2 closed) and escalations; state = 3 escalated + regime

constexpr double tighten_open = 1.5, tighten_partial = 2, loosen_partial = 1, loosen_closed = 2.5;
constexpr double escalation = 0.6, escalation_years = 0.5, shock = 0.8, shock_escalated = 2;

Transitions controls(double (*share)(double) = chance) {
  const double leave = share(tighten_partial + loosen_partial);
  const double up = leave * tighten_partial / (tighten_partial + loosen_partial);
  const double rise = share(tighten_open), fall = share(loosen_closed);
  return {{1 - rise, rise, 0}, {leave - up, 1 - leave, up}, {0, fall, 1 - fall}};
}

/// An escalation freezes the controls, in the month after it began for the first time.
Transitions world(const Transitions& regime, bool frozen = true) {
  const double enter = chance(escalation), leave = chance(1 / escalation_years);
  Transitions move(6, std::vector<double>(6));
  for (std::size_t e = 0; e < 2; ++e)
    for (std::size_t from = 0; from < 3; ++from)
      for (std::size_t to = 0; to < 3; ++to) {
        const double held = from == to ? 1.0 : 0.0;
        const double go = e == 1 && frozen ? held : regime[from][to];
        const double turn = e == 1 ? leave : enter;
        move[3 * e + from][3 * e + to] = go * (1 - turn);
        move[3 * e + from][3 * (1 - e) + to] = go * turn;
      }
  return move;
}
const Occupancy closed_start = {0, 0, 1, 0, 0, 0};

double share_of(const Occupancy& states, std::size_t regime) {
  return states[regime] + states[regime + 3];
}
double escalated(const Occupancy& states) { return states[3] + states[4] + states[5]; }

double shock_chance(bool in_escalation) {
  return chance(in_escalation ? shock * (1 + shock_escalated) : shock);
}
/// Expected onsets of supply shocks; `lag` 1 looks at the escalation of the month before.
double expected_shocks(const Transitions& move, int lag) {
  double sum = 0;
  for (int month = 1; month <= chain_horizon; ++month) {
    const double e = escalated(after(move, closed_start, month - lag));
    sum += e * shock_chance(true) + (1 - e) * shock_chance(false);
  }
  return sum;
}
/// P(no shock): paths end with the chance of one.
double no_shock(Transitions move) {
  for (std::size_t from = 0; from < 6; ++from)
    for (double& to : move[from]) to *= 1 - shock_chance(from >= 3);
  return total(after(move, closed_start, chain_horizon));
}

auto regime_is(int month, int regime) {
  return [=](const StatePath& path) { return path(0, month) == regime; };
}
/// Whether it is so in each of the first months.
template <class InMonth>
auto lasts(int months, InMonth in_month) {
  return [=](const StatePath& path) {
    for (int month = 1; month <= months; ++month)
      if (!in_month(path, month)) return false;
    return true;
  };
}
/// Months in which a column is exactly `level`.
int months_at(const StatePath& path, int column, double level) {
  int months = 0;
  for (int month = 1; month <= path.horizon(); ++month) months += path(column, month) == level;
  return months;
}

void add_controls(Experiment& experiment, const Transitions& move) {
  const Transitions linear = world(controls(linear_chance)), thawed = world(controls(), false);
  for (const auto& [month, regime] : {std::pair{1, 1}, {6, 2}, {12, 1}, {24, 0}, {24, 2}}) {
    const auto at = static_cast<std::size_t>(regime);
    const bool late = month > 6;
    const Transitions& twin = late ? thawed : linear;
    const char* names[] = {"open", "partial", "closed"};
    experiment.expect_event(fmt::format("controls {} in month {}", names[regime], month),
                            regime_is(month, regime),
                            share_of(after(move, closed_start, month), at),
                            late ? "escalations freeze nothing" : "chances h / 12",
                            share_of(after(twin, closed_start, month), at));
  }
  const auto stayed = [&](int months) {
    return total(
        after(avoiding(move, {true, true, false, true, true, false}), closed_start, months));
  };
  experiment.expect_event(
      "controls stay closed for the first 6 months",
      lasts(6, [](const StatePath& path, int month) { return path(0, month) == 2; }), stayed(6),
      "5 months", stayed(5));
}

void add_escalations(Experiment& experiment, const Transitions& move) {
  const Occupancy end = after(move, closed_start, chain_horizon);
  experiment.expect_event(
      "escalated in month 24", [](const StatePath& path) { return path(1, chain_horizon) == 1; },
      escalated(end), "chances h / 12",
      [] {
        const double in = escalation / 12, out = 1 / escalation_years / 12;
        return in / (in + out) * (1 - std::pow(1 - in - out, chain_horizon));
      }());
  experiment.expect_event(
      "escalated and closed in month 12",
      [](const StatePath& path) { return path(1, 12) == 1 && path(0, 12) == 2; },
      after(move, closed_start, 12)[5], "a month late", after(move, closed_start, 11)[5]);
  const double enter = chance(escalation), stay = 1 - chance(1 / escalation_years);
  experiment.expect_event(
      "an escalation begins in month 1 and lasts 7 months or more",
      lasts(7, [](const StatePath& path, int month) { return path(1, month) == 1; }),
      enter * std::pow(stay, 6), "8 months", enter * std::pow(stay, 7));
}

void add_shocks(Experiment& experiment, const Transitions& move) {
  experiment.expect_mean(
      "supply shocks in 24 months, more often in escalations",
      [](const StatePath& path) { return static_cast<double>(months_at(path, 2, 1)); },
      {expected_shocks(move, 1), 0}, "the escalation of the same month", expected_shocks(move, 0));
  experiment.expect_event(
      "no supply shock in 24 months",
      [](const StatePath& path) { return months_at(path, 2, 1) == 0; }, no_shock(move),
      "escalations do not matter", std::exp(-shock * chain_horizon / 12));
}

// ---- Busts; state = us + 2 cn

struct Bust {
  double hazard, contagion, years, depth;
  double enter(bool rival) const {
    return chance(std::min(hazard * (1 + (rival ? contagion : 0)), 2.0));
  }
  double leave() const { return chance(1 / years); }
};
// With contagion, that of the US meets the cap of 2 a year.
constexpr Bust us_bust = {0.7, 2, 0.5, 0.4}, cn_bust = {0.4, 1, 1, 0.5};

/// `seen_at_once`: China sees the bust of the US of the same month.
Transitions busts(Bust one, Bust other, bool seen_at_once = false) {
  Transitions move(4, std::vector<double>(4));
  for (std::size_t from = 0; from < 4; ++from)
    for (std::size_t to = 0; to < 4; ++to) {
      const bool a = (from & 1) != 0, b = (from & 2) != 0, a2 = (to & 1) != 0, b2 = (to & 2) != 0;
      const double turn_a = a ? one.leave() : one.enter(b);
      const double turn_b = b ? other.leave() : other.enter(seen_at_once ? a2 : a);
      move[from][to] = (a != a2 ? turn_a : 1 - turn_a) * (b != b2 ? turn_b : 1 - turn_b);
    }
  return move;
}

bool bust(const StatePath& path, int nation, int month) { return path(nation, month) > 0; }

void add_depth(Experiment& experiment, const char* name, int nation, double mean) {
  const auto law = [mean](double scale) {
    return [=](double x) { return std::clamp((x - 1e-6) / (scale * mean) - 0.5, 0.0, 1.0); };
  };
  experiment.distances.push_back({fmt::format("{}: depth of busts of month 1, uniform", name),
                                  [=](const StatePath& path) {
                                    return bust(path, nation, 1) ? path(nation, 1) : std::nan("");
                                  },
                                  law(1), "depths 2 % larger", law(1.02), 0.029});
}

}  // namespace

Checks world_chain_checks(const VerificationOptions& options) {
  Experiment experiment{
      "Chains of the world",
      bare_config(chain_horizon, {{"controls.start", "2"},
                                  {"controls.tighten_open", fmt::to_string(tighten_open)},
                                  {"controls.tighten_partial", fmt::to_string(tighten_partial)},
                                  {"controls.loosen_partial", fmt::to_string(loosen_partial)},
                                  {"controls.loosen_closed", fmt::to_string(loosen_closed)},
                                  {"escalation.hazard", fmt::to_string(escalation)},
                                  {"escalation.duration", fmt::to_string(escalation_years)},
                                  {"supply_shock.hazard", fmt::to_string(shock)},
                                  {"supply_shock.escalation", fmt::to_string(shock_escalated)}}),
      {".regime", ".escalated", ".supply_shock"}};
  const Transitions move = world(controls());
  add_controls(experiment, move);
  add_escalations(experiment, move);
  add_shocks(experiment, move);
  return run_experiment(experiment, options);
}

Checks bust_checks(const VerificationOptions& options) {
  Settings settings = {{"both.bust.exponent", "0"}};
  for (const auto& [nation, bust] : {std::pair{"us.bust.", us_bust}, {"cn.bust.", cn_bust}})
    for (const auto& [key, value] : {std::pair{"hazard", bust.hazard},
                                     {"contagion", bust.contagion},
                                     {"duration", bust.years},
                                     {"depth", bust.depth}})
      settings.emplace_back(std::string(nation) + key, fmt::to_string(value));
  Experiment experiment{
      "Busts", bare_config(chain_horizon, settings), {"us.bust_depth", "cn.bust_depth"}};
  const Transitions move = busts(us_bust, cn_bust), at_once = busts(us_bust, cn_bust, true);
  const Bust us_alone = {us_bust.hazard, 0, us_bust.years, 0};
  const Transitions apart = busts(us_alone, {cn_bust.hazard, 0, cn_bust.years, 0});
  const Occupancy none = {1, 0, 0, 0};
  const auto add = [&](const char* what, int month, std::size_t state, const char* planted,
                       const Transitions& twin) {
    experiment.expect_event(
        fmt::format("{} in month {}", what, month),
        [=](const StatePath& path) {
          return bust(path, us, month) == ((state & 1) != 0) &&
                 bust(path, cn, month) == ((state & 2) != 0);
        },
        after(move, none, month)[state], planted, after(twin, none, month)[state]);
  };
  add("no bust", 6, 0, "no contagion", apart);
  add("a bust of the US alone", 6, 1, "seen by China at once", at_once);
  add("a bust of China alone", 6, 2, "no contagion", apart);
  add("both", 24, 3, "no contagion", apart);
  add("a bust of the US alone", 24, 1, "no contagion", apart);
  const double stay = 1 - us_bust.leave(), enter = us_bust.enter(false);
  experiment.expect_event(
      "a bust of the US begins in month 1 and lasts 7 months or more",
      lasts(7, [](const StatePath& path, int month) { return bust(path, us, month); }),
      enter * std::pow(stay, 6), "8 months", enter * std::pow(stay, 7));
  add_depth(experiment, "US", us, us_bust.depth);
  add_depth(experiment, "China", cn, cn_bust.depth);
  return run_experiment(experiment, options);
}

}  // namespace racecast::verification
