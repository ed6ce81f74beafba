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

/// Places below a bar, in standard deviations of a step, their weights, and what a step does there.
struct Side {
  std::vector<double> node, weight;
  std::vector<std::vector<double>> move;   ///< [k][to * size + from]: h_k(to - from)
  std::vector<std::vector<double>> cross;  ///< [k][from]: over the bar
  std::vector<double> first_cross;         ///< [k], from the start

  /// Places from which a step can reach the one at `to`: [begin, end).
  std::vector<std::size_t> begin, end;

  Side(double distance, int months, std::size_t orders) : first_cross(orders) {
    using Gauss = boost::math::quadrature::gauss<double, 15>;
    const double depth = distance + 8 * std::sqrt(static_cast<double>(months));
    const int panels = static_cast<int>(depth / panel_width) + 1;
    const int last = static_cast<int>(Gauss::abscissa().size()) - 1;
    const double half = depth / panels / 2;
    for (int panel = 0; panel < panels; ++panel)
      for (int i = -last; i <= last; ++i) {
        const auto place = static_cast<std::size_t>(std::abs(i));
        const double x = std::copysign(Gauss::abscissa()[place], i);
        node.push_back(-depth + (2 * panel + 1 + x) * half);
        weight.push_back(Gauss::weights()[place] * half);
      }
    for (const double to : node) {
      begin.push_back(place_of(to - reach));
      end.push_back(place_of(to + reach));
    }
    fill_moves(orders);
    tails(distance, first_cross);
  }
  std::size_t size() const { return node.size(); }

 private:
  std::size_t place_of(double x) const {
    return static_cast<std::size_t>(std::lower_bound(node.begin(), node.end(), x) - node.begin());
  }
  void fill_moves(std::size_t orders) {
    const std::size_t n = size();
    move.assign(orders, std::vector<double>(n * n));
    cross.assign(orders, std::vector<double>(n));
    std::vector<double> h(orders);
    for (std::size_t from = 0; from < n; ++from) {
      tails(-node[from], h);
      for (std::size_t k = 0; k < orders; ++k) cross[k][from] = h[k];
      for (std::size_t to = 0; to < n; ++to) {
        hermite(node[to] - node[from], h);
        for (std::size_t k = 0; k < orders; ++k) move[k][to * n + from] = h[k];
      }
    }
  }
};

/// The density of both walks over places of the two sides, [first][second].
class Race {
 public:
  Race(double first_distance, double second_distance, double correlation, int months)
      : power_(powers(correlation)),
        first_(first_distance, months, power_.size()),
        second_(second_distance, months, power_.size()),
        density_(first_.size() * second_.size()) {
    count(first_.first_cross, second_.first_cross, 1.0);
    std::vector<double> a(power_.size()), b(a);
    for (std::size_t i = 0; i < first_.size(); ++i) {
      hermite(first_.node[i] + first_distance, a);
      for (std::size_t j = 0; j < second_.size(); ++j) {
        hermite(second_.node[j] + second_distance, b);
        for (std::size_t k = 0; k < a.size(); ++k)
          density_[i * second_.size() + j] += power_[k] * a[k] * b[k];
      }
    }
  }

  void step() {
    for (std::size_t i = 0; i < first_.size(); ++i)
      for (std::size_t j = 0; j < second_.size(); ++j)
        density_[i * second_.size() + j] *= first_.weight[i] * second_.weight[j];
    count_crossings();
    std::vector<double> next(density_.size()), half(density_.size());
    for (std::size_t k = 0; k < power_.size(); ++k) {
      apply_second(second_.move[k], half);
      apply_first(first_.move[k], power_[k], half, next);
    }
    density_.swap(next);
  }

  RaceLaw law() const {
    RaceLaw law = ended_;
    law.neither = 1 - (law.first + law.second + law.same_month);
    return law;
  }

 private:
  static std::vector<double> powers(double correlation) {
    std::vector<double> power;
    for (double p = 1; power.size() < terms && std::abs(p) > 1e-17; p *= correlation)
      power.push_back(p);
    return power;
  }
  /// `mass` that crosses with the orders `a` and `b`: 1 - tail is what stays below.
  void count(const std::vector<double>& a, const std::vector<double>& b, double mass) {
    for (std::size_t k = 0; k < power_.size(); ++k) {
      const double whole = k == 0 ? 1.0 : 0.0, scale = mass * power_[k];
      ended_.first += scale * a[k] * (whole - b[k]);
      ended_.second += scale * (whole - a[k]) * b[k];
      ended_.same_month += scale * a[k] * b[k];
    }
  }
  void count_crossings() {
    const std::size_t n = first_.size(), m = second_.size();
    for (std::size_t k = 0; k < power_.size(); ++k)
      for (std::size_t i = 0; i < n; ++i) {
        double row = 0, crossed = 0;
        for (std::size_t j = 0; j < m; ++j) {
          row += density_[i * m + j];
          crossed += density_[i * m + j] * second_.cross[k][j];
        }
        const double whole = k == 0 ? 1.0 : 0.0, a = first_.cross[k][i];
        ended_.first += power_[k] * a * (whole * row - crossed);
        ended_.second += power_[k] * (whole - a) * crossed;
        ended_.same_month += power_[k] * a * crossed;
      }
  }
  /// to[i][j'] = sum over j of density[i][j] move[j'][j], where a step can reach.
  void apply_second(const std::vector<double>& move, std::vector<double>& to) const {
    const std::size_t m = second_.size();
    for (std::size_t i = 0; i < first_.size(); ++i)
      for (std::size_t j = 0; j < m; ++j) {
        double sum = 0;
        for (std::size_t from = second_.begin[j]; from < second_.end[j]; ++from)
          sum += density_[i * m + from] * move[j * m + from];
        to[i * m + j] = sum;
      }
  }
  /// next[i'][j] += scale * sum over i of move[i'][i] half[i][j].
  void apply_first(const std::vector<double>& move, double scale, const std::vector<double>& half,
                   std::vector<double>& next) const {
    const std::size_t n = first_.size(), m = second_.size();
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t from = first_.begin[i]; from < first_.end[i]; ++from) {
        const double factor = scale * move[i * n + from];
        for (std::size_t j = 0; j < m; ++j) next[i * m + j] += factor * half[from * m + j];
      }
  }

  std::vector<double> power_;  // of the correlation
  Side first_, second_;
  std::vector<double> density_;
  RaceLaw ended_;
};

}  // namespace

RaceLaw monthly_race(double first_distance, double second_distance, double correlation,
                     int months) {
  Race race(first_distance, second_distance, correlation, months);
  for (int month = 2; month <= months; ++month) race.step();
  return race.law();
}

double continuous_race(double first_distance, double second_distance, double correlation) {
  const double slope = std::sqrt(1 - correlation * correlation);
  return std::atan2(second_distance * slope, first_distance - correlation * second_distance) /
         std::acos(-correlation);
}

}  // namespace racecast::verification
