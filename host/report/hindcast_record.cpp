#include "host/report/hindcast_record.hpp"

#include <fmt/format.h>

#include "host/report/text_lines.hpp"

namespace racecast {
namespace {

using nlohmann::json;

constexpr std::size_t columns = 100;

constexpr HindcastRecord records[] = {
#define RC_HINDCAST(...) {__VA_ARGS__},
#define RC_HINDCAST_SERIES(...)
#include "host/report/hindcast_record.def"
#undef RC_HINDCAST
#undef RC_HINDCAST_SERIES
};

constexpr HindcastSeriesRecord series_records[] = {
#define RC_HINDCAST(...)
#define RC_HINDCAST_SERIES(...) {__VA_ARGS__},
#include "host/report/hindcast_record.def"
#undef RC_HINDCAST
#undef RC_HINDCAST_SERIES
};

/// "a, b and c" of what `text` makes of each.
template <class Text>
std::string listed(const Text& text) {
  std::string all;
  for (const HindcastRecord& record : records) {
    if (&record != records) all += &record + 1 == std::end(records) ? " and " : ", ";
    all += text(record);
  }
  return all;
}

json series_json(const HindcastSeriesRecord& row) {
  const bool any = *row.naive != '\0';
  return {{"series", row.series},
          {"description", row.description},
          {"repeats", row.repeats},
          {"figures", row.figures},
          {"within_50", row.within_50},
          {"within_80", row.within_80},
          {"within_95", row.within_95},
          {"pit", row.pit},
          {"crps", row.crps},
          {"log_score", row.log_score},
          {"naive", any ? json(row.naive) : json(nullptr)},
          {"naive_crps", any ? json(row.naive_crps) : json(nullptr)}};
}

}  // namespace

std::span<const HindcastRecord> hindcast_records() { return records; }
std::span<const HindcastSeriesRecord> hindcast_series_records() { return series_records; }

std::string hindcast_paragraph(const Result& result) {
  if (result.provenance.model != model_version) return {};
  const auto share = [](const HindcastRecord& record) {
    return fmt::format("{:.0f} %", 100.0 * record.within_80 / record.figures);
  };
  return wrapped(
      fmt::format(
          "How this model has done: started before {}, with only what was known then, its central "
          "80 % held {} of what came (of {} figures); mean CRPS {} against {} of the naive rule "
          "that "
          "was best for each series in hindsight (0.1 is about 10 %). `racecast hindcast` scores "
          "it.",
          listed([](const HindcastRecord& record) { return record.start.text(); }), listed(share),
          listed([](const HindcastRecord& record) { return fmt::format("{}", record.figures); }),
          listed([](const HindcastRecord& record) {
            return fmt::format("{:.2f}", record.model_crps);
          }),
          listed([](const HindcastRecord& record) {
            return fmt::format("{:.2f}", record.naive_crps);
          })),
      columns);
}

json hindcast_record_json(const Result& result) {
  if (result.provenance.model != model_version) return nullptr;
  json all = json::array();
  for (const HindcastRecord& record : records) {
    json rows = json::array();
    for (const HindcastSeriesRecord& row : series_records)
      if (row.name == std::string_view(record.name)) rows.push_back(series_json(row));
    all.push_back({{"name", record.name},
                   {"start", record.start.text()},
                   {"series", record.series},
                   {"figures", record.figures},
                   {"within_50", record.within_50},
                   {"within_80", record.within_80},
                   {"within_95", record.within_95},
                   {"crps", record.crps},
                   {"compared_series", record.compared},
                   {"better_than_naive", record.better},
                   {"naive_crps", record.naive_crps},
                   {"compared_crps", record.model_crps},
                   {"rows", rows}});
  }
  return all;
}

}  // namespace racecast
