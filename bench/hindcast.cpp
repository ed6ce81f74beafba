// docs/hindcast.md and host/report/hindcast_record.def: the scores of the shipped hindcasts.
#include <fmt/format.h>

#include <filesystem>

#include "bench/tables.hpp"
#include "host/config/files.hpp"
#include "host/hindcast/hindcast_scores.hpp"
#include "host/results/result.hpp"

namespace racecast::bench {
namespace {

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

std::string record_of(const Hindcast& hindcast) {
  const HindcastScores scores = hindcast_scores(hindcast);
  const ScoreTotal& total = scores.total;
  std::string text = fmt::format(
      "RC_HINDCAST(\"{}\", {{{}, {}}}, {}, {}, {}, {}, {}, {:.3f}, {}, {}, {:.3f}, {:.3f})\n",
      hindcast.name, hindcast.start.year, hindcast.start.month, total.series, total.count,
      total.within[0], total.within[1], total.within[2], total.mean.crps, total.compared,
      total.better, total.best_naive, total.model_compared);
  for (const ScoreRow& row : scores.series) {
    const Series& series = hindcast.series[row.series];
    const NaiveMean* best = row.best_naive();
    text += fmt::format(
        "RC_HINDCAST_SERIES(\"{}\", \"{}\", \"{}\", {}, {}, {}, {}, {}, {:.3f}, {:.3f}, {:.3f}, "
        "\"{}\", {:.3f})\n",
        hindcast.name, series.name, series.description, series.repeats, row.count, row.within[0],
        row.within[1], row.within[2], row.mean.pit, row.mean.crps, row.mean.log_score,
        best == nullptr ? "" : naive_names[best->rule], best == nullptr ? 0 : best->crps);
  }
  return text;
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
  Findings findings;
  findings.table = fmt::format(
      "// What `racecast_tables hindcast-record` prints: how the shipped hindcasts of model {}\n"
      "// score, with {} draws. Fields: HindcastRecord and HindcastSeriesRecord.\n",
      model_version, options.draws);
  for (const char* name : shipped) {
    StudyOptions each = options;
    each.config = (folder / (std::string(name) + ".toml")).string();
    findings.table += record_of(made(each));
  }
  const std::filesystem::path file = folder / "../host/report/hindcast_record.def";
  if (!std::filesystem::exists(file) || read_file(file.string()) != findings.table)
    findings.wrong.push_back(
        "host/report/hindcast_record.def is out of date: write what racecast_tables "
        "hindcast-record prints, and build again");
  return findings;
}

}  // namespace racecast::bench
