#include "host/page/page.hpp"

#include <boost/algorithm/string/replace.hpp>

#include "host/error.hpp"
#include "host/report/glossary.hpp"
#include "host/report/summary.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

/// Stands in report/src/page.html where the data belong.
constexpr std::string_view data_mark = "<!--racecast-data-->";

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
  const std::string& primary = result.thresholds[std::size_t(result.primary)].name;
  const Answer summary = summary_answer(result, primary);  // begins with its sentences
  const Data months = numbered_list(result.layout.horizon + 1,
                                    [&](int month) { return result.start.plus(month - 1).text(); });
  return page_counts(result).add(
      {{"file", source.file},
       {"headline", std::get<Paragraph>(summary.sections[0].parts[0]).text},
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
  std::string text = json_text(data, -1);
  for (const auto& [what, instead] :
       {std::pair("<", "\\u003c"), std::pair(">", "\\u003e"), std::pair("&", "\\u0026"),
        std::pair("\xE2\x80\xA8", "\\u2028"), std::pair("\xE2\x80\xA9", "\\u2029")})
    boost::replace_all(text, what, instead);
  return text;
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
