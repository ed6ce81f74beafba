// How the shipped hindcasts of this model scored, for those who read its odds.
#include <fmt/format.h>

#include "host/embedded.hpp"
#include "host/report/summary.hpp"

namespace racecast {
namespace {

/// "a, b and c" of what `text` makes of each.
template <class Text>
std::string listed(const Data::List& records, const Text& text) {
  std::string all;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i > 0) all += i + 1 == records.size() ? " and " : ", ";
    all += text(records[i]);
  }
  return all;
}

}  // namespace

Data hindcast_record_data(const Result& result) {
  const Data scores = parse_json(hindcast_scores_text);
  return scores["model"].text() == result.provenance.model ? scores["hindcasts"] : Data();
}

std::string hindcast_paragraph(const Result& result) {
  const Data record = hindcast_record_data(result);
  if (record.is_null()) return {};
  const Data::List& records = record.list();
  const auto start = [](const Data& each) { return each["start"].text(); };
  const auto number = [](const char* key, int digits) {
    return [=](const Data& each) { return fmt::format("{:.{}f}", each[key].number(), digits); };
  };
  const auto share = [](const Data& each) {
    return fmt::format("{:.0f} %", 100 * each["within_80"].number() / each["figures"].number());
  };
  return fmt::format(
      "How this model has done: started before {}, with only what was known then, its central "
      "80 % held {} of what came (of {} figures); mean CRPS {} against {} of the naive rule that "
      "was best for each series in hindsight (0.1 is about 10 %). `racecast hindcast` scores it.",
      listed(records, start), listed(records, share), listed(records, number("figures", 0)),
      listed(records, number("compared_crps", 2)), listed(records, number("naive_crps", 2)));
}

}  // namespace racecast
