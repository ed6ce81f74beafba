#include "host/report/hindcast_record.hpp"

#include <fmt/format.h>

#include "host/embedded.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

using nlohmann::json;

/// "a, b and c" of what `text` makes of each.
template <class Text>
std::string listed(const json& records, const Text& text) {
  std::string all;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i > 0) all += i + 1 == records.size() ? " and " : ", ";
    all += text(records[i]);
  }
  return all;
}

/// The numbers under a key.
std::string numbers(const json& records, const char* key, const char* form) {
  return listed(records, [&](const json& record) {
    return fmt::format(fmt::runtime(form), record.at(key).get<double>());
  });
}

}  // namespace

json hindcast_record_json(const Result& result) {
  const json scores = json::parse(hindcast_scores_text);
  return scores.at("model") == result.provenance.model ? scores.at("hindcasts") : json(nullptr);
}

std::string hindcast_paragraph(const Result& result) {
  const json records = hindcast_record_json(result);
  if (records.is_null()) return {};
  const auto start = [](const json& record) { return record.at("start").get<std::string>(); };
  const auto share = [](const json& record) {
    return fmt::format("{:.0f} %",
                       100.0 * record.at("within_80").get<int>() / record.at("figures").get<int>());
  };
  return wrapped(
      fmt::format(
          "How this model has done: started before {}, with only what was known then, its central "
          "80 % held {} of what came (of {} figures); mean CRPS {} against {} of the naive rule "
          "that was best for each series in hindsight (0.1 is about 10 %). `racecast hindcast` "
          "scores it.",
          listed(records, start), listed(records, share), numbers(records, "figures", "{:.0f}"),
          numbers(records, "compared_crps", "{:.2f}"), numbers(records, "naive_crps", "{:.2f}")),
      text_width);
}

}  // namespace racecast
