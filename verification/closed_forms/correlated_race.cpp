#include "verification/closed_forms/correlated_race.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

namespace racecast::verification {
namespace {

constexpr std::size_t terms = 200;  // fewer where rho^k has become nothing
constexpr double panel_width = 4;   // standard deviations of a step
constexpr double reach = 12;        // of h_k

/// He_k(u) phi(u) / sqrt(k!) for k = 0, 1, ...
void hermite(double u, std::vector<double>& h) {
  h[0] = std::exp(-u * u / 2) / std::sqrt(2 * M_PI);
  if (h.size() > 1) h[1] = u * h[0];
  for (std::size_t k = 2; k < h.size(); ++k) {
    const auto order = static_cast<double>(k);
    h[k] = (u * h[k - 1] - std::sqrt(order - 1) * h[k - 2]) / std::sqrt(order);
  }
}

/// Integrals of these from a to infinity.
void tails(double a, std::vector<double>& t) {
  hermite(a, t);  // He_{k-1}(a) phi(a) / sqrt(k!) = h_{k-1}(a) / sqrt(k)
  for (std::size_t k = t.size() - 1; k > 0; --k)
    t[k] = t[k - 1] / std::sqrt(static_cast<double>(k));
  t[0] = std::erfc(a / std::sqrt(2.0)) / 2;
}

/// Places below a bar in standard deviations of a step, ascending, and their weights.
struct Places {
  std::vector<double> node, weight;

  std::size_t size() const { return node.size(); }
  std::size_t find(double x) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(node, x) - node.begin());
  }
};

/// Those that a walk of so many months from `distance` below the bar can reach.
Places places_below(double distance, int months) {
  using Gauss = boost::math::quadrature::gauss<double, 15>;
  const double depth = distance + 8 * std::sqrt(static_cast<double>(months));
  const int panels = static_cast<int>(depth / panel_width) + 1;
  const int last = static_cast<int>(Gauss::abscissa().size()) - 1;
  const double half = depth / panels / 2;
  Places places;
  for (int panel = 0; panel < panels; ++panel)
    for (int i = -last; i <= last; ++i) {
      const auto place = static_cast<std::size_t>(std::abs(i));
      const double x = std::copysign(Gauss::abscissa()[place], i);
      places.node.push_back(-depth + (2 * panel + 1 + x) * half);
      places.weight.push_back(Gauss::weights()[place] * half);
    }
  return places;
}

/// What a step does at some places: over the bar, or to others.
struct Moves {
  std::size_t to_size;
  std::vector<std::vector<double>> cross, move;  ///< [k][from], and [k][from * to_size + to]
  std::vector<std::size_t> begin, end;           ///< [from]: the places that a step can reach

  Moves(const Places& from, const Places& to, std::size_t orders)
      : to_size(to.size()), cross(orders), move(orders) {
    std::vector<double> h(orders);
    const auto put = [&](std::vector<std::vector<double>>& table) {
      for (std::size_t k = 0; k < orders; ++k) table[k].push_back(h[k]);
    };
    for (const double x : from.node) {
      tails(-x, h);
      put(cross);
      for (const double y : to.node) {
        hermite(y - x, h);
        put(move);
      }
      begin.push_back(to.find(x - reach));
      end.push_back(to.find(x + reach));
    }
  }
};

/// The density [first][second] of both walks after a month that starts with `mass`; what crosses is
/// counted. `power` [k] of the correlation.
std::vector<double> step(const std::vector<double>& power, const Moves& first, const Moves& second,
                         const std::vector<double>& mass, RaceLaw& ended) {
  std::vector<double> next(first.to_size * second.to_size), half(second.to_size);
  for (std::size_t k = 0; k < power.size(); ++k) {
    const double whole = k == 0 ? 1.0 : 0.0;  // 1 - tail is what stays below
    auto row = mass.begin();
    for (std::size_t i = 0; i < first.begin.size(); ++i) {
      const double a = first.cross[k][i];
      double all = 0, crossed = 0;
      std::ranges::fill(half, 0.0);
      for (std::size_t j = 0; j < second.begin.size(); ++j, ++row) {
        all += *row;
        crossed += *row * second.cross[k][j];
        for (std::size_t to = second.begin[j]; to < second.end[j]; ++to)
          half[to] += *row * second.move[k][j * second.to_size + to];
      }
      ended.first += power[k] * a * (whole * all - crossed);
      ended.second += power[k] * (whole - a) * crossed;
      ended.same_month += power[k] * a * crossed;
      for (std::size_t to = first.begin[i]; to < first.end[i]; ++to) {
        const double factor = power[k] * first.move[k][i * first.to_size + to];
        for (std::size_t j = 0; j < half.size(); ++j)
          next[to * half.size() + j] += factor * half[j];
      }
    }
  }
  return next;
}

}  // namespace

RaceLaw monthly_race(double first_distance, double second_distance, double correlation,
                     int months) {
  std::vector<double> power;
  for (double p = 1; power.size() < terms && std::abs(p) > 1e-17; p *= correlation)
    power.push_back(p);
  const auto moves = [&](const Places& from, const Places& to) {
    return Moves(from, to, power.size());
  };
  const Places first = places_below(first_distance, months);
  const Places second = places_below(second_distance, months);
  RaceLaw law;
  std::vector<double> density = step(power, moves({{-first_distance}, {1}}, first),
                                     moves({{-second_distance}, {1}}, second), {1}, law);
  const Moves first_moves = moves(first, first), second_moves = moves(second, second);
  for (int month = 2; month <= months; ++month) {
    for (std::size_t i = 0; i < first.size(); ++i)
      for (std::size_t j = 0; j < second.size(); ++j)
        density[i * second.size() + j] *= first.weight[i] * second.weight[j];
    density = step(power, first_moves, second_moves, density, law);
  }
  law.neither = 1 - (law.first + law.second + law.same_month);
  return law;
}

double continuous_race(double first_distance, double second_distance, double correlation) {
  const double slope = std::sqrt(1 - correlation * correlation);
  return std::atan2(second_distance * slope, first_distance - correlation * second_distance) /
         std::acos(-correlation);
}

}  // namespace racecast::verification
