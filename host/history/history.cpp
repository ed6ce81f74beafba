#include "host/history/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stdexcept>

#include "host/error.hpp"
#include "host/history/data_file.hpp"
#include "host/keys/keys.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/text/year_month.hpp"
#include "kernels/engine/observables_isa.hpp"

namespace racecast {
namespace {

/// Makes the observations of one series after the other.
class HistoryMaker {
 public:
  HistoryMaker(const Config& config, std::optional<YearMonth> until)
      : config_(config), last_(config.forecast.horizon) {
    if (until) last_ = std::min(last_, month_of(*until));
  }

  void add(const SeriesDefinition& definition, const std::vector<Figure>& figures) {
    const bool any_inside = std::ranges::any_of(figures, [&](const Figure& figure) {
      const int month = month_of(figure.period.last);
      return month >= 1 && month <= last_;
    });
    if (!any_inside) return;
    const auto channels = channels_of(definition);
    if (!channels) return;
    const auto at_start = std::ranges::find_if(
        figures, [&](const Figure& figure) { return month_of(figure.period.last) == 0; });
    if ((definition.from_start || definition.cumulative()) && at_start == figures.end())
      return leave_out(definition, fmt::format("it has no figure of {}, the month before the start",
                                               config_.calendar(0).text()));
    const Figure* start = at_start == figures.end() ? nullptr : &*at_start;
    std::vector<PastFigure> past;
    std::vector<Observation>& observed = made_.history.observations;
    const std::size_t before = observed.size();
    std::size_t across = 0;
    for (const Figure& figure : figures) {
      const int month = month_of(figure.period.last);
      const bool sums = definition.measures == Observable::Kind::spending;
      const double shift = definition.from_start ? start->log_value : 0;
      if (month <= 0)
        past.push_back({month, figure.log_value - shift});
      else if (sums && month < figure.period.months)
        ++across;
      else if (month <= last_)
        observed.push_back(observation_of(definition, figure, start, *channels));
    }
    if (across > 0)
      made_.notices.push_back(fmt::format("{}: {} left out that began before the start",
                                          definition.series.name,
                                          across == 1 ? "a figure is" : "figures are"));
    if (observed.size() == before) return;
    made_.history.series.push_back(definition.series);
    made_.past.push_back(std::move(past));
  }

  ObservedHistory finish(const std::vector<SeriesDefinition>& definitions) {
    for (Series& series : made_.history.series) {
      const auto definition = std::ranges::find_if(definitions, [&](const SeriesDefinition& each) {
        return each.series.name == series.name;
      });
      series.repeats = std::ranges::any_of(made_.history.series, [&](const Series& other) {
        return other.name == definition->repeats;
      });
    }
    const bool counts_compute = std::ranges::any_of(
        made_.history.series, [](const Series& series) { return series.unit == "H100e"; });
    if (config_.accounting != accounting_names[0] && counts_compute)
      made_.notices.push_back(
          fmt::format("this config counts compute by {}; check that the series do as well",
                      config_.accounting));
    return std::move(made_);
  }

 private:
  int month_of(const YearMonth& date) const { return months_between(config_.start, date) + 1; }

  void leave_out(const SeriesDefinition& definition, const std::string& why) {
    made_.notices.push_back(fmt::format("{} is left out: {}", definition.series.name, why));
  }

  std::optional<std::uint32_t> channels_of(const SeriesDefinition& definition) {
    const std::vector<std::string>& known = config_.channels[definition.series.nation];
    std::uint32_t channels = 0;
    for (const std::string& name : definition.channels) {
      const auto found = std::ranges::find(known, name);
      if (found == known.end()) {
        leave_out(definition, fmt::format("the config has no channel '{}' ({})", shown(name),
                                          suggestion(name, known)));
        return {};
      }
      channels |= std::uint32_t{1} << (found - known.begin());
    }
    return channels;
  }

  /// Of the series that comes next.
  Observation observation_of(const SeriesDefinition& definition, const Figure& figure,
                             const Figure* start, std::uint32_t channels) const {
    Observation seen;
    seen.series = made_.history.series.size();
    seen.date = figure.period.last;
    seen.month = month_of(figure.period.last);
    seen.observable = {
        definition.measures, definition.series.nation, definition.metric, channels, 0, seen.month};
    if (definition.measures == Observable::Kind::spending)
      seen.observable.first_month = seen.month - figure.period.months;
    seen.log_value = figure.log_value;
    seen.error = figure.error;
    if (definition.cumulative())
      seen.known = std::exp(start->log_value) / definition.series.coverage;
    if (definition.from_start) {
      seen.base = seen.observable;
      seen.base->last_month = 0;
      seen.log_value -= start->log_value;
      seen.error = std::hypot(figure.error, start->error);
    }
    return seen;
  }

  const Config& config_;
  int last_;
  ObservedHistory made_;
};

std::size_t place_in(const std::vector<Observable>& all, const Observable& wanted) {
  return static_cast<std::size_t>(std::ranges::find(all, wanted) - all.begin());
}

/// What the engine watches at a time is bounded.
void check_size(const History& history, const std::string& data_file) {
  const std::vector<Observable> observables = history.observables();
  std::vector<Observable> sums;
  for (Observable observable : observables) {
    if (observable.kind == Observable::Kind::level) continue;
    observable.first_month = observable.last_month = 0;
    if (std::ranges::find(sums, observable) == sums.end()) sums.push_back(observable);
  }
  if (observables.size() > static_cast<std::size_t>(max_observables) ||
      sums.size() > static_cast<std::size_t>(max_observable_sums))
    throw Error(ErrorKind::config,
                fmt::format("{} has too much to watch at a time ({} numbers of {} sums; at most {} "
                            "of {}); take series out",
                            shown(data_file), observables.size(), sums.size(), max_observables,
                            max_observable_sums));
}

}  // namespace

std::vector<Observable> History::observables() const {
  std::vector<Observable> all;
  const auto add = [&](const Observable& observable) {
    if (std::ranges::find(all, observable) == all.end()) all.push_back(observable);
  };
  for (const Observation& each : observations) {
    add(each.observable);
    if (each.base) add(*each.base);
  }
  return all;
}

Predictions::Predictions(const History& history, const ObservableRows& rows)
    : history_(history), rows_(rows) {
  const std::vector<Observable> all = history.observables();
  if (rows.observables != all.size())
    throw std::invalid_argument("the observables of a history were not observed");
  for (const Observation& each : history.observations) {
    place_.push_back(place_in(all, each.observable));
    base_.push_back(each.base ? place_in(all, *each.base) : place_.back());
  }
}

void Predictions::of(std::uint64_t draw, std::size_t observation, std::span<double> to) const {
  const Observation& seen = history_.observations[observation];
  const double coverage = std::log(history_.series[seen.series].coverage);
  const std::span<const float> now = rows_.of(draw, place_[observation]);
  const std::span<const float> base = rows_.of(draw, base_[observation]);
  for (std::size_t path = 0; path < rows_.paths; ++path) {
    double log = static_cast<double>(now[path]);
    if (seen.known > 0) log = std::log(seen.known + std::exp(log));
    if (seen.base) log -= static_cast<double>(base[path]);
    to[path] = coverage + log;
  }
}

ObservedHistory read_history(const std::string& data_file, const std::string& series_file,
                             const Config& config, std::optional<YearMonth> until) {
  const std::string beside =
      (std::filesystem::path(data_file).parent_path() / "series.toml").string();
  const SeriesFile file = read_series_file(series_file.empty() ? beside : series_file);
  const auto figures = read_figures(data_file, file);
  HistoryMaker maker(config, until);
  for (std::size_t i = 0; i < figures.size(); ++i) maker.add(file.series[i], figures[i]);
  ObservedHistory made = maker.finish(file.series);
  check_size(made.history, data_file);
  return made;
}

}  // namespace racecast
