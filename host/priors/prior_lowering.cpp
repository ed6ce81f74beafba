// Built with its own RC_ISA: what it compiles of the kernels must not be taken for the engine's.
#include <algorithm>
#include <cmath>

#include "host/priors/prior_lowering.hpp"
#include "kernels/model/priors.hpp"

namespace racecast {
namespace {

constexpr double smallest = 1e-37;      // exp() of the engine saturates not far below
constexpr double largest_log = 60;      // beyond it a float of the logarithm is too coarse
constexpr double bit_of_log = 0x1p-23;  // what a float of the logarithm may be off, of itself
constexpr double stated_score = 4.76;   // just beyond the quantiles 1e-6 and 1 - 1e-6
constexpr double narrowest = 0x1p-22;   // a cell this narrow holds a share of 1e-7
constexpr float checked[] = {0.1f, 0.5f, 0.9f};  // where the error of a cubic is largest

double local_width(const Distribution& distribution, double score) {
  const double value = distribution.quantile(score);
  return std::min(distribution.quantile(score + 0.5) - value,
                  value - distribution.quantile(score - 0.5));
}

bool has_steps(const Distribution& distribution) {
  for (const double value : distribution.breaks()) {
    const Shares before = distribution.shares_before(value), at = distribution.shares(value);
    if (before.below != at.below || before.above != at.above) return true;
  }
  return false;
}

/// The breaks of a distribution as scores within the range of tables, rising, each once.
std::vector<double> break_scores(const Distribution& distribution) {
  std::vector<double> scores;
  for (const double value : distribution.breaks()) {
    for (const double score : {distribution.score_before(value), distribution.score(value)}) {
      if (std::abs(score) < score_range) scores.push_back(score);
    }
  }
  std::sort(scores.begin(), scores.end());
  scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
  return scores;
}

/// One quantile function, sampled; and the cells made of it.
class CellMaker {
 public:
  CellMaker(const BoundedPrior& input, Link link, std::size_t room)
      : distribution_(*input.distribution), unit_(input.unit), room_(room) {
    prior_.link = link;
    prior_.cell_count = 1;
    prior_.scale = 1;
    prior_.low = static_cast<float>(input.low / input.unit);
    prior_.high = static_cast<float>(input.high / input.unit);
    both_signs_ =
        distribution_.quantile(-score_range) < 0 && distribution_.quantile(score_range) > 0;
  }

  /// Link, number of cells and bounds; nothing where there is no room for the cells.
  std::optional<Prior> make() {
    std::vector<double> borders = {-score_range};
    for (const double score : break_scores(distribution_)) borders.push_back(score);
    borders.push_back(score_range);
    for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
      piece_low_ = borders[i];
      piece_high_ = borders[i + 1];
      const auto from = static_cast<float>(piece_low_), to = static_cast<float>(piece_high_);
      if (from < to && !divide(from, to)) return {};
    }
    prior_.cell_count = static_cast<std::int32_t>(cells_.size());
    return prior_;
  }

  const std::vector<QuantileCell>& cells() const { return cells_; }

 private:
  double exact(double z) const {
    const double value = distribution_.quantile(z) / unit_;
    return std::clamp(value, static_cast<double>(prior_.low), static_cast<double>(prior_.high));
  }

  // g at z, from within the piece even where the cell's border was rounded out of it.
  double sample(double z) const {
    const double margin = 4e-13 * (1 + std::abs(z));
    const double low = piece_low_ + margin, high = piece_high_ - margin;
    const double value = exact(low < high ? std::clamp(z, low, high) : (low + high) / 2);
    return prior_.link == Link::exp ? std::log(std::max(value, smallest)) : value;
  }

  // The cubic through g at the Lobatto points 0, 1/4, 3/4 and 1 of the cell.
  QuantileCell fit(float from, float to) const {
    const double start = static_cast<double>(from), width = static_cast<double>(to) - start;
    const double g = sample(start);
    const double first = sample(start + width / 4) - g, second = sample(start + width * 3 / 4) - g;
    const double rise = sample(static_cast<double>(to)) - g;
    return {from,
            static_cast<float>(1 / width),
            static_cast<float>(g),
            static_cast<float>(8 * first - 8 * second / 3 + rise),
            static_cast<float>((40 * second - 56 * first - 16 * rise) / 3),
            static_cast<float>((32 * first - 32 * second + 16 * rise) / 3)};
  }

  // What the engine's value may differ by from `value` at this score.
  double allowed(double score, double value) const {
    double share = std::abs(score) < stated_score ? cell_tolerance : cell_tolerance_of_tails;
    if (prior_.link == Link::exp)
      share += bit_of_log * std::abs(std::log(std::max(value, smallest)));
    const double width = both_signs_ ? local_width(distribution_, score) / unit_ : 0;
    return share * std::max(std::abs(value), width) + smallest;
  }

  // Near enough to the exact quantile at z, or between those a last bit of z away.
  bool is_right(const QuantileCell& cell, float z) const {
    const double score = static_cast<double>(z);
    const double got = static_cast<double>(quantile(&cell, prior_, z));
    const double want = exact(score);
    if (std::abs(got - want) <= allowed(score, want)) return true;
    const double bit = std::abs(score) * 0x1p-23 + 1e-12;
    const double low = exact(score - bit), high = exact(score + bit);
    return got >= low - allowed(score, low) && got <= high + allowed(score, high);
  }

  bool is_right(const QuantileCell& cell, float from, float to) const {
    if (!is_right(cell, from) || !is_right(cell, std::nextafter(to, from))) return false;
    return std::all_of(std::begin(checked), std::end(checked), [&](float t) {
      return is_right(cell, std::min(from + t * (to - from), std::nextafter(to, from)));
    });
  }

  bool divide(float from, float to) {
    const QuantileCell cell = fit(from, to);
    const float middle = from + (to - from) / 2;
    const bool narrow = static_cast<double>(to) - static_cast<double>(from) <= narrowest;
    if (narrow || is_right(cell, from, to)) {
      cells_.push_back(cell);
      return cells_.size() <= room_;
    }
    return divide(from, middle) && divide(middle, to);
  }

  const Distribution& distribution_;
  double unit_;
  std::size_t room_;
  double piece_low_ = 0, piece_high_ = 0;
  bool both_signs_ = false;
  Prior prior_{};
  std::vector<QuantileCell> cells_;
};

/// Whether the logarithm of the values is the better table: it keeps the relative accuracy of small
/// positive values with few cells, but not the last bit of a value with a probability of its own.
bool suits_log(const BoundedPrior& input) {
  const Distribution& distribution = *input.distribution;
  const auto log_at = [&](double z) { return std::log(distribution.quantile(z) / input.unit); };
  return distribution.quantile(-score_range) > 0 && std::abs(log_at(-stated_score)) < largest_log &&
         std::abs(log_at(stated_score)) < largest_log && !has_steps(distribution);
}

/// The distribution as cells, of values over `unit`, at the end of `cells`; nothing, and no new
/// cells, where there may not be that many.
std::optional<Prior> make_cells(const BoundedPrior& input, std::vector<QuantileCell>& cells) {
  const std::size_t room = std::min(max_cells_of_prior, max_cells - cells.size());
  for (const Link link : {Link::exp, Link::identity}) {
    if (link == Link::exp && !suits_log(input)) continue;
    CellMaker maker(input, link, room);
    std::optional<Prior> prior = maker.make();
    if (!prior) continue;
    prior->first_cell = static_cast<std::int32_t>(cells.size());
    cells.insert(cells.end(), maker.cells().begin(), maker.cells().end());
    return prior;
  }
  return {};
}

Prior lower_line(const LinkedLine& line, double unit) {
  double offset = line.offset, scale = line.scale;
  if (line.link == Link::exp) {
    offset -= std::log(unit);
  } else if (line.link == Link::identity) {
    offset /= unit;
    scale /= unit;
  }
  Prior prior{};
  prior.link = line.link;
  prior.offset = static_cast<float>(offset);
  prior.scale = static_cast<float>(scale);
  return prior;
}

}  // namespace

std::optional<Prior> lower_prior(const BoundedPrior& prior, std::vector<QuantileCell>& cells) {
  // A logistic is bounded by 1 of its own unit, so it cannot be rescaled within its link.
  const auto line = prior.distribution->line();
  if (!line || (line->link == Link::logistic && prior.unit != 1)) return make_cells(prior, cells);
  Prior lowered = lower_line(*line, prior.unit);
  lowered.low = static_cast<float>(prior.low / prior.unit);
  lowered.high = static_cast<float>(prior.high / prior.unit);
  return lowered;
}

}  // namespace racecast
