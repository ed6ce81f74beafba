// Watches and filters paths for one instruction set; compiled once for each, as cpu_isa.cpp is, and
// under the same rule: no template of the standard library.
#include "kernels/engine/observables_isa.hpp"

#include <new>

#include "kernels/engine/observed_paths.hpp"

namespace racecast {
inline namespace RC_ISA {
namespace {

using Paths = ObservedPaths<EngineLanes>;

/// Memory for numbers of so many bytes each, aligned for vectors.
class Memory {
 public:
  explicit Memory(std::size_t bytes) : place_(::operator new (bytes, std::align_val_t{64})) {}
  ~Memory() { ::operator delete (place_, std::align_val_t{64}); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  template <class T>
  T* as() const {
    return static_cast<T*>(place_);
  }

 private:
  void* place_;
};

std::size_t block_bytes(const Forecast& forecast) {
  return static_cast<std::size_t>((forecast.paths_per_draw + warp_paths - 1) / warp_paths) *
         sizeof(Paths::Block);
}

/// Compares paths with what was observed, and lets the likely ones go on (the bootstrap filter of
/// Gordon, Salmond and Smith 1993). The product of the mean weights of its months is an unbiased
/// estimate of the likelihood of the draw (Del Moral 2004).
class Filter {
 public:
  Filter(const Forecast& forecast, const FilterPlan& plan, Paths& paths)
      : forecast_(forecast),
        plan_(plan),
        paths_(paths),
        count_(paths.paths()),
        numbers_(static_cast<std::size_t>(count_) *
                 (4 * sizeof(float) + sizeof(std::int32_t) +
                  2 * sizeof(float) * static_cast<std::size_t>(plan.groups))) {
    log_weight_ = numbers_.as<float>();
    weight_ = log_weight_ + count_;
    spare_ = weight_ + count_;
    predicted_ = spare_ + count_;
    square_ = predicted_ + count_;
    sum_ = square_ + count_ * plan.groups;
    ancestor_ = reinterpret_cast<std::int32_t*>(sum_ + count_ * plan.groups);
  }

  /// ln of the estimate for a draw. `rows` is where its paths leave observables.
  double run(std::uint64_t draw, float* rows) {
    rows_ = rows;
    next_ = 0;
    for (int i = 0; i < 2 * count_ * plan_.groups; ++i) square_[i] = 0.0f;  // and sum_
    for (int group = 0; group < plan_.groups; ++group) own_weight_[group] = 0.0f;
    paths_.start(draw, rows);
    double log_likelihood = compare(draw, 0);
    for (int month = 1; month <= forecast_.horizon; ++month) {
      paths_.step_month(month);
      log_likelihood += compare(draw, month);
    }
    return log_likelihood;
  }

 private:
  /// ln of the mean weight of the observations of a month; 0 without any.
  double compare(std::uint64_t draw, int month) {
    if (next_ == plan_.observations || plan_.observation[next_].month != month) return 0;
    for (int path = 0; path < count_; ++path) log_weight_[path] = 0.0f;
    while (next_ < plan_.observations && plan_.observation[next_].month == month)
      weigh(plan_.observation[next_++]);
    float highest = log_weight_[0];
    for (int path = 1; path < count_; ++path) highest = larger(highest, log_weight_[path]);
    double all = 0;
    for (int path = 0; path < count_; ++path) {
      weight_[path] = exp(larger(log_weight_[path] - highest, -80.0f));
      all += static_cast<double>(weight_[path]);
    }
    if (next_ < plan_.observations) resample(draw, month, all);
    return static_cast<double>(highest) + log_of_mean(all);
  }

  double log_of_mean(double all) const {
    return static_cast<double>(log(static_cast<float>(all / static_cast<double>(count_))));
  }

  /// With w of the observations so far of its group, r their residuals and s^2 the shared variance,
  /// what the density -1/2 (sum w r^2 - k (sum w r)^2 + ln(2 pi / w) ... + ln(1 + s^2 sum w)),
  /// k = s^2 / (1 + s^2 sum w), becomes by one more.
  void weigh(const FilterObservation& seen) {
    const float shared = plan_.shared_variance[seen.group];
    float& own = own_weight_[seen.group];
    const float spread = 1.0f + shared * own, next_spread = 1.0f + shared * (own + seen.weight);
    const float gain = shared / spread, next_gain = shared / next_spread;
    constexpr float log_two_pi = 1.8378770664093453f;
    const float constant = log_two_pi - log(seen.weight) + log(next_spread) - log(spread);
    own += seen.weight;
    predict(seen);
    float* square = square_ + seen.group * count_;
    float* sum = sum_ + seen.group * count_;
    for (int path = 0; path < count_; ++path) {
      const float residual = seen.log_value - predicted_[path];
      const float before = square[path] - gain * sum[path] * sum[path];
      square[path] += seen.weight * residual * residual;
      sum[path] += seen.weight * residual;
      const float after = square[path] - next_gain * sum[path] * sum[path];
      log_weight_[path] -= 0.5f * (after - before + constant);
    }
  }

  void predict(const FilterObservation& seen) {
    const float* row = rows_ + seen.observable * count_;
    for (int path = 0; path < count_; ++path) {
      float log_number = row[path];
      if (seen.known > 0.0f) log_number = log(seen.known + exp(log_number));
      if (seen.base >= 0) log_number -= rows_[seen.base * count_ + path];
      predicted_[path] = log_number;
    }
  }

  /// Systematic resampling: path i goes on as the one whose stretch of the weights holds (i + u) /
  /// n.
  void resample(std::uint64_t draw, int month, double all) {
    const double u = static_cast<double>(uniform<float>(word_of(draw, month)));
    double below = static_cast<double>(weight_[0]);
    std::int32_t from = 0;
    for (int path = 0; path < count_; ++path) {
      const double place = (static_cast<double>(path) + u) / static_cast<double>(count_) * all;
      while (below < place && from + 1 < count_) below += static_cast<double>(weight_[++from]);
      ancestor_[path] = from;
    }
    paths_.resample(ancestor_, spare_);
    for (int row = 0; row < 2 * plan_.groups; ++row) {  // of square_, then of sum_
      float* numbers = square_ + row * count_;
      for (int path = 0; path < count_; ++path) spare_[path] = numbers[ancestor_[path]];
      for (int path = 0; path < count_; ++path) numbers[path] = spare_[path];
    }
  }

  /// A word of the draw: of block 1 of the stream whose block 0 are its scores.
  std::uint32_t word_of(std::uint64_t draw, int month) const {
    const std::uint32_t high = static_cast<std::uint32_t>(draw >> 32);
    const Words<std::uint32_t> counter = {static_cast<std::uint32_t>(draw),
                                          counter_word(stream_prior, month, 1) | high, 0u,
                                          forecast_.replicate};
    return philox(counter, forecast_.seed).x;
  }

  const Forecast& forecast_;
  const FilterPlan& plan_;
  Paths& paths_;
  int count_;
  Memory numbers_;
  float *log_weight_, *weight_, *spare_, *predicted_, *square_, *sum_;
  std::int32_t* ancestor_;
  float own_weight_[max_filter_groups];
  float* rows_ = nullptr;
  int next_ = 0;
};

}  // namespace

void observe_draws(const Forecast& forecast, const ObservationPlan& plan, std::uint64_t first,
                   std::uint64_t draws, float* logs) {
  const Memory blocks(block_bytes(forecast));
  Paths paths(forecast, plan, blocks.as<Paths::Block>());
  const std::uint64_t row =
      static_cast<std::uint64_t>(plan.observables) * static_cast<std::uint64_t>(paths.paths());
  for (std::uint64_t i = 0; i < draws; ++i) {
    paths.start(first + i, logs + i * row);
    for (int month = 1; month <= forecast.horizon; ++month) paths.step_month(month);
  }
}

void filter_draws(const Forecast& forecast, const ObservationPlan& plan, const FilterPlan& filter,
                  std::uint64_t first, std::uint64_t draws, double* log_likelihood) {
  const Memory blocks(block_bytes(forecast));
  Paths paths(forecast, plan, blocks.as<Paths::Block>());
  const Memory rows(static_cast<std::size_t>(plan.observables) *
                    static_cast<std::size_t>(paths.paths()) * sizeof(float));
  Filter of(forecast, filter, paths);
  for (std::uint64_t i = 0; i < draws; ++i) log_likelihood[i] = of.run(first + i, rows.as<float>());
}

}  // namespace RC_ISA
}  // namespace racecast
