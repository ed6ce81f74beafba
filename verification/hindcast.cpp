// docs/hindcast.md and configs/hindcast-scores.json: the scores of the shipped hindcasts.
#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "host/hindcast/hindcast.hpp"
#include "host/result/result.hpp"
#include "host/toml/files.hpp"
#include "verification/tables.hpp"

namespace racecast::verification {
namespace {

using nlohmann::json;

constexpr const char* shipped[] = {"hindcast-2023", "hindcast-2024", "hindcast-2025"};

Hindcast made(const StudyOptions& options) {
  const Config config = load_config(options.config);
  const std::string data =
      (std::filesystem::path(options.config).parent_path() / "history/history.csv").string();
  return score_hindcast(config, read_history(data, "", config), options.draws,
                        {options.threads, -1, 16});
}

std::string naive_cell(const ScoreRow& row) {
  const NaiveMean* best = row.best_naive();
  if (best == nullptr) return "too few figures | ";
  return fmt::format("{} | {:.2f}", naive_names[best->rule], best->crps);
}

std::string row_of(const Hindcast& hindcast, const ScoreRow& row) {
  const Series& series = hindcast.series[row.series];
  return fmt::format("| `{}`{} | {} | {} | {} | {} | {} | {:.2f} | {:.2f} | {:.2f} | {} |\n",
                     series.name, series.repeats ? "*" : "", row.years_ahead, row.count,
                     row.within[0], row.within[1], row.within[2], row.mean.pit, row.mean.crps,
                     row.mean.log_score, naive_cell(row));
}

std::string total_lines(const ScoreTotal& total) {
  std::string text = fmt::format("\n{} figures of {} series (without *). Within the central",
                                 total.count, total.series);
  for (std::size_t i = 0; i < interval_shares.size(); ++i)
    text += fmt::format("{} {:g} %: {} of {} (exact binomial {:.0f} to {:.0f} %)",
                        i == 0 ? "" : ",", 100 * interval_shares[i], total.within[i], total.count,
                        100 * total.low(i), 100 * total.high(i));
  text += fmt::format(
      ".\nPIT in fifths: {} {} {} {} {}. Each series counted once: mean CRPS {:.3f}, "
      "mean log score {:.2f}.\n",
      total.pit[0], total.pit[1], total.pit[2], total.pit[3], total.pit[4], total.mean.crps,
      total.mean.log_score);
  text +=
      "\n| naive rule | series | its mean CRPS | the model's on the same |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < naive_count; ++i)
    text += fmt::format("| {} | {} | {:.3f} | {:.3f} |\n", naive_names[i], total.naive[i].series,
                        total.naive[i].crps, total.naive[i].model);
  return text + fmt::format(
                    "| the best for each series in hindsight (the model is better in {}) | {} "
                    "| {:.3f} | {:.3f} |\n",
                    total.better, total.compared, total.best_naive, total.model_compared);
}

/// To the digits that the record keeps.
double rounded(double value) { return std::stod(fmt::format("{:.3f}", value)); }

json series_record(const Series& series, const ScoreRow& row) {
  const NaiveMean* best = row.best_naive();
  return {{"series", series.name},
          {"description", series.description},
          {"repeats", series.repeats},
          {"figures", row.count},
          {"within_50", row.within[0]},
          {"within_80", row.within[1]},
          {"within_95", row.within[2]},
          {"pit", rounded(row.mean.pit)},
          {"crps", rounded(row.mean.crps)},
          {"log_score", rounded(row.mean.log_score)},
          {"naive", best == nullptr ? json(nullptr) : json(naive_names[best->rule])},
          {"naive_crps", best == nullptr ? json(nullptr) : json(rounded(best->crps))}};
}

json record_of(const Hindcast& hindcast) {
  const HindcastScores scores = hindcast_scores(hindcast);
  const ScoreTotal& total = scores.total;
  json rows = json::array();
  for (const ScoreRow& row : scores.series)
    rows.push_back(series_record(hindcast.series[row.series], row));
  return {{"name", hindcast.name},
          {"start", hindcast.start.text()},
          {"series", total.series},
          {"figures", total.count},
          {"within_50", total.within[0]},
          {"within_80", total.within[1]},
          {"within_95", total.within[2]},
          {"crps", rounded(total.mean.crps)},
          {"compared_series", total.compared},
          {"better_than_naive", total.better},
          {"naive_crps", rounded(total.best_naive)},
          {"compared_crps", rounded(total.model_compared)},
          {"rows", rows}};
}

}  // namespace

std::string hindcast_table(const StudyOptions& options) {
  const Hindcast hindcast = made(options);
  const HindcastScores scores = hindcast_scores(hindcast);
  std::string table =
      "| series | years ahead | figures | in 50 % | in 80 % | in 95 % | mean PIT | CRPS | log "
      "score | "
      "best naive rule | its CRPS |\n|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const ScoreRow& row : scores.horizons) table += row_of(hindcast, row);
  return table + total_lines(scores.total);
}

Findings hindcast_record(const StudyOptions& options) {
  const std::filesystem::path folder = std::filesystem::path(options.config).parent_path();
  json hindcasts = json::array();
  for (const char* name : shipped) {
    StudyOptions each = options;
    each.config = (folder / (std::string(name) + ".toml")).string();
    hindcasts.push_back(record_of(made(each)));
  }
  const json record = {
      {"model", model_version}, {"draws", options.draws}, {"hindcasts", hindcasts}};
  Findings findings{record.dump(1) + '\n', {}};
  const std::filesystem::path file = folder / "hindcast-scores.json";
  if (!std::filesystem::exists(file) || read_file(file.string()) != findings.table)
    findings.wrong.push_back(
        "configs/hindcast-scores.json is out of date: write what racecast_tables hindcast-record "
        "prints, and build again");
  return findings;
}

}  // namespace racecast::verification
