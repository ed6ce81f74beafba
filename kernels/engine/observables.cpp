#include "kernels/engine/observables.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kernels/engine/cpu_features.hpp"
#include "kernels/engine/observables_isa.hpp"
#include "kernels/engine/workers.hpp"

RC_DECLARE_OBSERVABLES(portable)
#if defined(RC_HAVE_NEON)
RC_DECLARE_OBSERVABLES(neon)
#endif
#if defined(RC_HAVE_AVX2)
RC_DECLARE_OBSERVABLES(avx2)
#endif
#if defined(RC_HAVE_AVX512)
RC_DECLARE_OBSERVABLES(avx512)
#endif

namespace racecast {
namespace {

struct IsaBuild {
  decltype(&portable::observe_draws) observe;
  decltype(&portable::filter_draws) filter;
};

IsaBuild build_of(int isa) {
  const std::vector<CpuIsa> usable = usable_isas();
  if (usable.empty()) throw std::runtime_error("this processor is too old for racecast");
  const CpuIsa wanted = isa < 0 ? usable.back() : static_cast<CpuIsa>(isa);
  if (std::ranges::find(usable, wanted) == usable.end())
    throw std::runtime_error(std::string("the instruction set ") + isa_name(wanted) +
                             " is not available here");
#if defined(RC_HAVE_NEON)
  if (wanted == CpuIsa::neon) return {neon::observe_draws, neon::filter_draws};
#endif
#if defined(RC_HAVE_AVX2)
  if (wanted == CpuIsa::avx2) return {avx2::observe_draws, avx2::filter_draws};
#endif
#if defined(RC_HAVE_AVX512)
  if (wanted == CpuIsa::avx512) return {avx512::observe_draws, avx512::filter_draws};
#endif
  return {portable::observe_draws, portable::filter_draws};
}

bool is_level(const Observable& observable) { return observable.kind == Observable::Kind::level; }

void require_of_forecast(const Forecast& forecast, const Observable& observable) {
  const auto within = [](int value, int first, int end) { return value >= first && value < end; };
  const bool nation = within(observable.nation, 0, nation_count);
  const bool metric = within(observable.metric, 0, metric_count);
  const bool months =
      within(observable.last_month, 0, forecast.horizon + 1) &&
      (is_level(observable) || within(observable.first_month, 0, observable.last_month));
  const bool channels = observable.kind != Observable::Kind::spending ||
                        (nation && observable.channels != 0 &&
                         observable.channels >> forecast.channel_count[observable.nation] == 0);
  if (!nation || !metric || !months || !channels)
    throw std::invalid_argument("an observable is not of this forecast");
}

/// A plan, with the tables it points to.
class OwnPlan {
 public:
  OwnPlan(const Forecast& forecast, std::span<const Observable> observables)
      : observables_(observables) {
    if (observables.size() > max_observables) throw std::invalid_argument("too many observables");
    for (const Observable& observable : observables) {
      require_of_forecast(forecast, observable);
      const auto number = static_cast<std::int32_t>(sum_of_.size());
      if (!is_level(observable)) times_.push_back({observable.first_month, number, true});
      times_.push_back({observable.last_month, number, false});
      sum_of_.push_back(is_level(observable) ? 0 : place_of(observable));
      last_month_ = std::max(last_month_, observable.last_month);
    }
    std::ranges::stable_sort(times_, {}, &ObservationTime::month);
  }

  int last_month() const { return last_month_; }
  ObservationPlan get() const {
    const auto count = [](const auto& table) { return static_cast<std::int32_t>(table.size()); };
    return {observables_.data(), sum_of_.data(), sums_.data(),       count(sums_),
            times_.data(),       count(times_),  count(observables_)};
  }

 private:
  std::int32_t place_of(const Observable& observable) {
    const bool world = observable.kind == Observable::Kind::world_supply;
    const ObservableSum sum = {observable.kind, world ? 0 : observable.nation, observable.channels};
    const auto same = [&](const ObservableSum& other) {
      return other.kind == sum.kind && other.nation == sum.nation && other.channels == sum.channels;
    };
    const auto found = std::ranges::find_if(sums_, same);
    if (found != sums_.end()) return static_cast<std::int32_t>(found - sums_.begin());
    if (sums_.size() == max_observable_sums)
      throw std::invalid_argument("too many sets of channels are observed");
    sums_.push_back(sum);
    return static_cast<std::int32_t>(sums_.size()) - 1;
  }

  std::span<const Observable> observables_;
  std::vector<std::int32_t> sum_of_;
  std::vector<ObservableSum> sums_;
  std::vector<ObservationTime> times_;
  int last_month_ = 0;
};

/// Calls `observe(range)` for all draws, on several threads. False: it was stopped before the end.
bool observe_all(Range range, const CpuOptions& options, const RunControl& control,
                 const std::function<void(Range)>& observe) {
  const int threads = options.threads > 0 ? options.threads : available_threads();
  constexpr std::uint64_t chunk = 8;  // few enough that threads end together
  const Worker worker = [&](DrawQueue& queue, std::span<std::uint64_t>) {
    for (Range some = queue.take(chunk, chunk); some.draws > 0; some = queue.take(chunk, chunk)) {
      observe(some);
      queue.finished(some.draws, {});
    }
  };
  const std::vector<Worker> workers(static_cast<std::size_t>(threads), worker);
  return run_workers(workers, {}, range, {}, control) == range.draws;
}

/// From the units of the engine to those of results.
void scale(std::span<const Observable> observables, ObservableRows& rows) {
  const std::size_t row = rows.observables * rows.paths;
  for (std::size_t i = 0; i < observables.size(); ++i) {
    if (!is_level(observables[i])) continue;
    const auto shift = static_cast<float>(std::log(metric_rows[observables[i].metric].scale));
    if (shift == 0) continue;
    for (std::size_t at = i * rows.paths; at < rows.logs.size(); at += row)
      for (std::size_t path = 0; path < rows.paths; ++path) rows.logs[at + path] += shift;
  }
}

Forecast cut_after(const Forecast& forecast, int month) {
  Forecast cut = forecast;
  cut.horizon = std::max(1, month);  // what comes later moves nothing before it
  return cut;
}

/// A plan of filtering, in the units of the engine.
class OwnFilter {
 public:
  OwnFilter(std::span<const Observable> observables,
            std::span<const FilteredObservation> observations,
            std::span<const double> shared_error) {
    if (shared_error.size() > max_filter_groups) throw std::invalid_argument("too many groups");
    for (const double error : shared_error)
      shared_variance_.push_back(static_cast<float>(error * error));
    for (const FilteredObservation& each : observations) {
      const Observable& of = observables[each.observable];
      double log_value = each.log_value - log_scale(of);
      if (each.base >= 0) log_value += log_scale(observables[static_cast<std::size_t>(each.base)]);
      if (!(each.error > 0) || each.group < 0 ||
          static_cast<std::size_t>(each.group) >= shared_error.size() ||
          (each.known > 0 && is_level(of)))
        throw std::invalid_argument("an observation cannot be filtered");
      all_.push_back({of.last_month, static_cast<std::int32_t>(each.observable), each.base,
                      each.group, static_cast<float>(each.known), static_cast<float>(log_value),
                      static_cast<float>(1 / (each.error * each.error))});
    }
    std::ranges::stable_sort(all_, {}, &FilterObservation::month);
  }

  FilterPlan get() const {
    return {all_.data(), static_cast<std::int32_t>(all_.size()), shared_variance_.data(),
            static_cast<std::int32_t>(shared_variance_.size())};
  }

 private:
  static double log_scale(const Observable& observable) {
    return is_level(observable) ? std::log(metric_rows[observable.metric].scale) : 0;
  }

  std::vector<FilterObservation> all_;
  std::vector<float> shared_variance_;
};

}  // namespace

ObservableRows observe_paths(const Forecast& forecast, Range range,
                             std::span<const Observable> observables, const CpuOptions& options,
                             const RunControl& control) {
  const IsaBuild build = build_of(options.isa);
  const OwnPlan own(forecast, observables);
  const ObservationPlan plan = own.get();
  const Forecast cut = cut_after(forecast, own.last_month());
  ObservableRows rows;
  rows.first_draw = range.first_draw;
  rows.observables = observables.size();
  rows.paths = static_cast<std::size_t>(forecast.paths_per_draw);
  rows.logs.resize(static_cast<std::size_t>(range.draws) * rows.observables * rows.paths);
  const std::size_t row = rows.observables * rows.paths;
  const auto observe = [&](Range some) {
    build.observe(
        cut, plan, some.first_draw, some.draws,
        rows.logs.data() + static_cast<std::size_t>(some.first_draw - range.first_draw) * row);
  };
  if (!observe_all(range, options, control, observe)) return {};
  scale(observables, rows);
  return rows;
}

std::vector<double> filter_likelihoods(const Forecast& forecast, Range range,
                                       std::span<const Observable> observables,
                                       std::span<const FilteredObservation> observations,
                                       std::span<const double> shared_error,
                                       const CpuOptions& options, const RunControl& control) {
  const IsaBuild build = build_of(options.isa);
  const OwnPlan own(forecast, observables);
  const OwnFilter filter(observables, observations, shared_error);
  const ObservationPlan plan = own.get();
  const FilterPlan filter_plan = filter.get();
  const Forecast cut = cut_after(forecast, own.last_month());
  std::vector<double> logs(static_cast<std::size_t>(range.draws));
  const auto observe = [&](Range some) {
    build.filter(cut, plan, filter_plan, some.first_draw, some.draws,
                 logs.data() + (some.first_draw - range.first_draw));
  };
  if (!observe_all(range, options, control, observe)) return {};
  return logs;
}

}  // namespace racecast
