#include "verification/processes/study.hpp"

#include <algorithm>
#include <iterator>

#include "host/error.hpp"
#include "host/result/axes.hpp"
#include "host/text/year_month.hpp"

namespace racecast::verification {
namespace {

/// Every setting that `setting` stands for where `word` becomes each of `names`.
Settings replaced(const Settings& settings, const std::string& word,
                  const std::vector<std::string>& names) {
  Settings out;
  for (const auto& [path, value] : settings) {
    const std::size_t at = path.find(word);
    if (at == std::string::npos) {
      out.emplace_back(path, value);
      continue;
    }
    for (const std::string& name : names)
      out.emplace_back(path.substr(0, at) + name + path.substr(at + word.size()), value);
  }
  return out;
}

std::vector<std::string> prefixed(const std::string& prefix,
                                  const std::vector<std::string>& names) {
  std::vector<std::string> out;
  out.reserve(names.size());
  for (const std::string& name : names) out.push_back(prefix + name + '.');
  return out;
}

void require_months(const ObservationRequest& request, const Config& config) {
  int last = request.years * months_per_year;
  for (const int month : request.months) last = std::max(last, month);
  if (last > config.forecast.horizon)
    throw Error(ErrorKind::usage, config.path + " ends before " + config.calendar(last).text() +
                                      ", which this table needs; set a later horizon");
}

}  // namespace

Settings expanded(const Settings& settings, const Config& config) {
  Settings all = replaced(settings, "both.", {"us.", "cn."});
  for (int nation = 0; nation < nation_count; ++nation) {
    const std::string prefix = std::string(nation_names[nation]) + ".channel.";
    all = replaced(all, prefix + "all.", prefixed(prefix, config.channels[nation]));
  }
  return replaced(all, "programme.all.", prefixed("programme.", config.programmes));
}

int place_of_year(int year) {
  return static_cast<int>(std::ranges::find(kept_years, year) - std::begin(kept_years));
}

int month_of(const Config& config, const YearMonth& month) {
  return months_between(config.calendar(0), month);
}

Study run_study(const StudyOptions& options, const Settings& settings,
                const ObservationRequest& request) {
  const Config plain = load_config(options.config);
  Config config = load_config(options.config, {expanded(settings, plain)});
  require_months(request, config);
  Observation seen = observe(config.forecast, request, options.draws, options.threads);
  return {std::move(config), std::move(seen)};
}

Study run_study(const StudyOptions& options, const Settings& settings) {
  const Config plain = load_config(options.config);
  ObservationRequest request;
  for (const int year : kept_years) request.months.push_back(month_of(plain, {year, 12}));
  return run_study(options, settings, request);
}

}  // namespace racecast::verification
