#include "host/page/page.hpp"

#include <algorithm>

#include "host/error.hpp"
#include "host/page/page_parts.hpp"
#include "host/report/glossary.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

/// Stands in report/src/page.html where the data belong.
constexpr std::string_view data_mark = "<!--racecast-data-->";

/// The sentences that a summary begins with.
std::string headline_of(const Result& result) {
  const Answer answer = summary_answer(result, result.thresholds[std::size_t(result.primary)].name);
  return std::get<Paragraph>(answer.sections.front().parts.front()).text;
}

Data provenance_data(const Provenance& provenance) {
  return {{"config", provenance.config_path},
          {"config_resolved", provenance.config_resolved},
          {"version", provenance.version},
          {"git_commit", provenance.git_commit},
          {"compiler", provenance.compiler},
          {"command", provenance.command},
          {"first_draw", provenance.first_draw},
          {"device", provenance.device_kind + ' ' + provenance.device_name},
          {"created", provenance.created},
          {"wall_seconds", rounded(provenance.wall_seconds)},
          {"path_months_per_second", rounded(provenance.path_months_per_second)}};
}

/// The config that a result holds was valid when it was written.
Config config_of(const PageResult& source) {
  try {
    return parse_resolved(source.result.provenance.config_resolved, source.file);
  } catch (const ConfigError& error) {
    throw Error(ErrorKind::file, source.file +
                                     ": the config in it is damaged, or of another model (" +
                                     error.what() + "); run the forecast again");
  }
}

Data result_data(const PageResult& source, std::size_t page_results) {
  const Result& result = source.result;
  const Config config = config_of(source);
  Data months = Data::List{};
  for (int month = 0; month <= result.layout.horizon; ++month)
    months.push_back(result.start.plus(month - 1).text());
  return page_counts(result).add({{"file", source.file},
                                  {"headline", headline_of(result)},
                                  {"summary", summary_data(result)},
                                  {"months", months},
                                  {"provenance", provenance_data(result.provenance)},
                                  {"metrics", page_metrics(result, config)},
                                  {"samples", page_samples(result, page_results)},
                                  {"parameters", page_parameters(config)},
                                  {"sensitivity", page_sensitivity(result)}});
}

}  // namespace

Data page_data(std::span<const PageResult> results) {
  const auto of_result = [&](const PageResult& each) {
    return result_data(each, results.size())
        .add("against_first", page_differences(results.front().result, each.result));
  };
  const auto of_term = [](const Term& term) {
    return Data{{"name", term.name}, {"meaning", term.meaning}};
  };
  return {{"results", list_of(results, of_result)}, {"glossary", list_of(glossary(), of_term)}};
}

std::string script_json(const Data& data) {
  const std::string text = json_text(data, -1);
  std::string safe;
  safe.reserve(text.size() + text.size() / 64);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    const bool separator = text.compare(i, 2, "\xE2\x80") == 0 && i + 2 < text.size() &&
                           (text[i + 2] == '\xA8' || text[i + 2] == '\xA9');
    if (letter == '<')
      safe += "\\u003c";
    else if (letter == '>')
      safe += "\\u003e";
    else if (letter == '&')
      safe += "\\u0026";
    else if (separator)
      safe += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029", i += 2;
    else
      safe += letter;
  }
  return safe;
}

std::string page_html(const Data& data) {
  std::string page;
  for (const std::string_view piece : page_pieces()) page += piece;
  const std::size_t place = page.find(data_mark);
  if (place == std::string::npos)
    throw Error(ErrorKind::runtime,
                "this racecast was built without the page of `report` (it takes nodejs, npm and, "
                "once, the npm registry); install nodejs and npm, and build again");
  return page.replace(place, data_mark.size(), script_json(data));
}

}  // namespace racecast
