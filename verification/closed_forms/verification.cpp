// The table of docs/verification.md, and what a check of it finds wrong.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <set>

#include "host/error.hpp"
#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {
namespace {

constexpr std::uint64_t full_length = 20'000'000;
constexpr const char* first_line = "<!-- racecast_tables verification -->";

Checks all_checks(const VerificationOptions& options) {
  Checks all;
  for (Checks (*make)(const VerificationOptions&) :
       {passage_checks, race_checks, noise_checks, correlated_noise_checks, construction_checks,
        world_chain_checks, bust_checks, jump_checks, prior_checks, correlated_prior_checks}) {
    Checks more = make(options);
    fmt::print(stderr, "racecast_tables: {}\n", more.front().group);
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  }
  return all;
}

std::string score_text(const Check& check, double score) {
  if (check.n == 0) return fmt::format("{:.2g} of what is allowed", std::abs(score));
  if (check.limit == ks_limit) return fmt::format("√n D = {:.2f}", score);
  return fmt::format("z = {:.2f}", score);
}

std::string row_of(const Check& check) {
  const bool distance = check.n > 0 && check.limit == ks_limit;
  return fmt::format("| {} | {} | {:.8g} | {} | {} | {} | {} |\n", check.what,
                     check.n == 0 ? "" : fmt::to_string(check.n), check.observed,
                     distance ? "" : fmt::format("{:.8g}", check.expected),
                     score_text(check, check.score), check.planted,
                     score_text(check, check.planted_score));
}

std::string table_of(const Checks& checks) {
  double worst = 0;
  std::size_t random = 0;
  for (const Check& check : checks)
    if (check.n > 0) {
      ++random;
      if (check.limit == z_limit) worst = std::max(worst, std::abs(check.score));
    }
  std::string text =
      fmt::format("{} checks, {} of them of random numbers; the largest |z| is {:.2f}.\n",
                  checks.size(), random, worst);
  std::string group;
  for (const Check& check : checks) {
    if (check.group != group)
      text += fmt::format(
          "\n**{}**\n\n| what | n | observed | expected | score | planted mistake | its score |\n"
          "|---|---|---|---|---|---|---|\n",
          check.group);
    group = check.group;
    text += row_of(check);
  }
  return text;
}

/// The worst of several is another in a shorter run; what stands before it is the row's name.
std::string row_name(const std::string& what) { return what.substr(0, what.find("; the worst")); }

std::set<std::string> rows_of_page(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorKind::file, path + ": cannot be read");
  std::set<std::string> names;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line == first_line) inside = true;
    if (line == "<!-- end -->") inside = false;
    const std::size_t end = line.find(" | ");
    if (inside && line.starts_with("| ") && end != std::string::npos)
      names.insert(row_name(line.substr(2, end - 2)));
  }
  names.erase("what");
  return names;
}

void compare_with_page(const Checks& checks, const std::string& page,
                       std::vector<std::string>& wrong) {
  const std::set<std::string> stands = rows_of_page(page);
  std::set<std::string> known;
  for (const Check& check : checks) known.insert(row_name(check.what));
  for (const std::string& name : known)
    if (!stands.contains(name)) wrong.push_back(page + ": lacks the row '" + name + "'");
  for (const std::string& name : stands)
    if (!known.contains(name))
      wrong.push_back(page + ": has a row that no check makes: '" + name + "'");
}

}  // namespace

Findings verification_table(const VerificationOptions& options, const std::string& page) {
  const Checks checks = all_checks(options);
  Findings findings{table_of(checks), {}};
  for (const Check& check : checks) {
    const std::string name = check.group + ": " + check.what;
    if (!check.right())
      findings.wrong.push_back(
          fmt::format("{}: {} is beyond the limit {:g}; observed {:.8g}, expected {:.8g}", name,
                      score_text(check, check.score), check.limit, check.observed, check.expected));
    const bool must_show = options.paths >= full_length;
    if (must_show ? std::abs(check.planted_score) <= check.limit : !check.twin_seen())
      findings.wrong.push_back(fmt::format("{}: the planted mistake '{}' is not seen ({})", name,
                                           check.planted, score_text(check, check.planted_score)));
  }
  if (!page.empty()) compare_with_page(checks, page, findings.wrong);
  return findings;
}

}  // namespace racecast::verification
