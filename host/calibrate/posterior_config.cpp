#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

#include "host/calibrate/posterior_priors.hpp"
#include "host/numerics/symmetric_matrix.hpp"
#include "host/priors/families.hpp"

namespace racecast {
namespace {

constexpr std::size_t largest_set = 64;  // of correlated parameters, docs/correlation.md
constexpr double least_correlation = 0.12;
constexpr double least_eigenvalue = 1e-3;

/// Text fit for a string in quotation marks.
std::string plain_text(std::string text) {
  std::erase_if(
      text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  return text;
}

/// The prior as quantiles; none where two of them are equal.
std::optional<std::string> quantiles_text(const PosteriorPrior& prior, const std::string& note) {
  const ConfigParameter& parameter = *prior.parameter;
  std::string text = "{ dist = \"quantiles\"";
  double before = -HUGE_VAL;
  bool rising = true;
  const auto add = [&](double probability, double score) {
    const double value = parameter.quantile(score);
    const std::string written = fmt::format("{:.9g}", value);
    rising = rising && std::stod(written) > before;
    before = std::stod(written);
    text += fmt::format(", {} = {}", quantile_key(probability), written);
  };
  add(0.001, prior.outer_score(0.001));
  for (std::size_t k = 0; k < posterior_quantile_count; ++k)
    add(posterior_quantiles[k], prior.score[k]);
  add(0.999, prior.outer_score(0.999));
  if (!rising) return {};
  if (std::isfinite(parameter.prior.low) && parameter.prior.low > parameter.low)
    text += fmt::format(", min = {:.9g}", parameter.prior.low);
  if (std::isfinite(parameter.prior.high) && parameter.prior.high < parameter.high)
    text += fmt::format(", max = {:.9g}", parameter.prior.high);
  return text + fmt::format(", source = \"judgement\", note = \"{}\" }}", note);
}

struct Pair {
  std::size_t first, second;
  double strength;
};

/// Sets of priors that hang together, joined pair by pair; the members in rising order.
std::vector<std::vector<std::size_t>> correlated_sets(std::size_t priors,
                                                      const std::vector<Pair>& pairs) {
  std::vector<std::vector<std::size_t>> sets(priors);
  for (std::size_t i = 0; i < priors; ++i) sets[i] = {i};
  const auto set_of = [&](std::size_t prior) -> std::vector<std::size_t>& {
    return *std::ranges::find_if(sets, [&](const std::vector<std::size_t>& set) {
      return std::ranges::find(set, prior) != set.end();
    });
  };
  for (const Pair& pair : pairs) {
    std::vector<std::size_t>&first = set_of(pair.first), &second = set_of(pair.second);
    if (&first == &second || first.size() + second.size() > largest_set) continue;
    first.insert(first.end(), second.begin(), second.end());
    second.clear();
    std::ranges::sort(first);
  }
  std::erase_if(sets, [](const std::vector<std::size_t>& set) { return set.size() < 2; });
  return sets;
}

std::vector<Pair> strongest_pairs(const Config& config, const PosteriorPriors& posterior) {
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < posterior.prior.size(); ++i)
    place.emplace(posterior.prior[i].parameter->path, i);
  std::vector<Pair> pairs;
  for (const Correlation& given : config.correlations)  // first, so that none is lost
    if (given.active) pairs.push_back({place.at(given.first), place.at(given.second), 2});
  const double size = posterior.prior.empty() ? 1 : posterior.prior[0].size;
  const double least = std::max(least_correlation, 5 / std::sqrt(size));
  for (std::size_t i = 0; i < posterior.prior.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (std::abs(posterior.correlation_of(i, j)) > least)
        pairs.push_back({i, j, std::abs(posterior.correlation_of(i, j))});
  std::ranges::stable_sort(pairs, std::greater<>(), &Pair::strength);
  return pairs;
}

/// Correlations of scores within a set: those of its pairs, made possible together.
SymmetricMatrix matrix_of(const std::vector<std::size_t>& set, const std::vector<Pair>& pairs,
                          const PosteriorPriors& posterior) {
  SymmetricMatrix matrix(set.size());
  const auto place = [&](std::size_t prior) {
    return static_cast<std::size_t>(std::ranges::find(set, prior) - set.begin());
  };
  for (const Pair& pair : pairs) {
    const std::size_t a = place(pair.first), b = place(pair.second);
    if (a < set.size() && b < set.size())
      matrix.set(a, b, std::clamp(posterior.correlation_of(pair.first, pair.second), -0.99, 0.99));
  }
  const EigenSystem system = eigen_system(matrix);
  if (*std::ranges::min_element(system.value) >= least_eigenvalue) return matrix;
  return nearest_correlation(matrix, least_eigenvalue);
}

/// An entry of [[correlation]]; rank correlations (Pearson 1907).
std::string entry_text(const std::vector<std::size_t>& set, const SymmetricMatrix& matrix,
                       const PosteriorPriors& posterior, const std::string& note,
                       std::size_t& correlated) {
  std::string among, rows;
  for (std::size_t i = 0; i < set.size(); ++i) {
    among += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", posterior.prior[set[i]].parameter->path);
    rows += i == 0 ? "[" : ", [";
    for (std::size_t j = 0; j < set.size(); ++j) {
      const double rank = i == j ? 1 : 6 / std::numbers::pi * std::asin(matrix(i, j) / 2);
      rows += fmt::format("{}{:.6f}", j == 0 ? "" : ", ", rank);
      if (j < i && std::abs(rank) >= 0.0000005) ++correlated;
    }
    rows += "]";
  }
  return fmt::format("{{ among = [{}], matrix = [{}], source = \"judgement\", note = \"{}\" }}",
                     among, rows, note);
}

}  // namespace

PosteriorConfig posterior_config(const Config& config, const PosteriorPriors& posterior,
                                 const std::string& note) {
  PosteriorConfig written;
  ConfigOptions options;
  for (const PosteriorPrior& prior : posterior.prior) {
    if (!prior.is_changed()) continue;
    const std::optional<std::string> text = quantiles_text(prior, note);
    if (text) options.set.emplace_back(prior.parameter->path, *text);
    (text ? written.changed : written.left).push_back(prior.parameter->path);
  }
  const std::vector<Pair> pairs = strongest_pairs(config, posterior);
  std::string list;
  for (const std::vector<std::size_t>& set : correlated_sets(posterior.prior.size(), pairs))
    list += (list.empty() ? "" : ", ") +
            entry_text(set, matrix_of(set, pairs, posterior), posterior, note, written.correlated);
  if (!list.empty()) options.set.emplace_back("correlation", "[" + list + "]");
  options.set.emplace_back("name", fmt::format("\"{}-posterior\"", config.name));
  options.set.emplace_back("description",
                           fmt::format("\"{} ({})\"", plain_text(config.description), note));
  written.toml = parse_resolved(config.resolved, config.path, options).resolved;
  return written;
}

}  // namespace racecast
