#include <unordered_map>

#include "host/config/draft_reader.hpp"
#include "host/keys/keys.hpp"
#include "host/text/year_month.hpp"

namespace racecast {
namespace {

using Element = TableReader::Element;

DraftElement described(const Element& element) {
  return {element.member->key, element.reader->path(), element.member->place,
          &element.member->value};
}

// Reports the first element beyond the limit.
bool fits(std::size_t count, int limit, const char* what, const Element& element) {
  if (count == static_cast<std::size_t>(limit)) {
    element.reader->error(element.member->place,
                          std::string("more than ") + std::to_string(limit) + ' ' + what,
                          "combine some of them");
  }
  return count < static_cast<std::size_t>(limit);
}

float years(int months) { return static_cast<float>(months) / months_per_year; }

ThresholdInfo read_info(const Element& element) {
  TableReader& table = *element.reader;
  ThresholdInfo info;
  info.name = element.member->key;
  info.metric = table.choice(keys::threshold_metric).value_or(0);
  info.above = table.choice(keys::threshold_direction).value_or(0) == 0;
  info.hold_months = static_cast<int>(table.integer(keys::threshold_hold_months).value_or(1));
  info.description = table.text(keys::threshold_description).value_or("");
  return info;
}

/// Whether elements would draw the same, with the streams of nations swapped or not.
bool collide(const DraftReader& reader, int swapped) {
  std::unordered_map<std::uint32_t, const DraftElement*> taken;
  bool found = false;
  // All rows of the group, drawn or not: replacing a number by a prior must not fail later.
  const auto add = [&](ParameterGroup group, int nation, const DraftElement& element) {
    for (const ParameterRow& row : parameter_rows()) {
      if (row.group != group) continue;
      const std::uint32_t stream = draw_stream(row, nation ^ swapped, element.name.c_str());
      const auto [other, is_new] = taken.emplace(stream, &element);
      if (is_new) continue;
      reader.diagnostics.add(element.place,
                             "'" + element.path + "' and '" + other->second->path +
                                 "' would draw the same random numbers (their names collide)",
                             "rename one");
      found = true;
      return;
    }
  };
  for (int nation = 0; nation < nation_count; ++nation) {
    for (const auto& channel : reader.draft.channels[nation])
      add(ParameterGroup::channel, nation, channel);
  }
  for (const auto& programme : reader.draft.programmes)
    add(ParameterGroup::programme, 0, programme);
  for (const auto& threshold : reader.draft.thresholds)
    add(ParameterGroup::threshold, 0, threshold);
  return found;
}

}  // namespace

void read_channels(TableReader& channels, int nation, DraftReader& reader) {
  auto& list = reader.draft.channels[nation];
  std::size_t count = 0;
  for (const Element& element : channels.elements()) {
    TableReader& table = *element.reader;
    DraftChannel channel{described(element)};
    const std::size_t before = reader.diagnostics.size();
    channel.pool = static_cast<Pool>(table.choice(keys::channel_pool).value_or(0));
    channel.sound = reader.diagnostics.size() == before;
    const bool kept = fits(count++, max_channels, "channels of a nation", element);
    const int index = kept ? static_cast<int>(list.size()) : 0;
    read_rows(ParameterGroup::channel, table, nation, index, element.member->key, reader);
    if (kept) list.push_back(channel);
  }
}

void read_programmes(TableReader& programmes, DraftReader& reader) {
  Draft& draft = reader.draft;
  std::size_t count = 0;
  for (const Element& element : programmes.elements()) {
    TableReader& table = *element.reader;
    DraftProgramme programme{described(element), {}, false};
    const std::size_t unread = reader.diagnostics.size();
    programme.spending.nation = table.choice(keys::programme_nation).value_or(0);
    programme.spending.destination =
        static_cast<Destination>(table.choice(keys::programme_destination).value_or(0));
    const auto first = table.month(keys::programme_first);
    const auto last = table.month(keys::programme_last);
    if (first && last) {
      programme.spending.first = years(months_between(draft.config.start, *first));
      programme.spending.last = years(months_between(draft.config.start, *last) + 1);
      if (months_between(*first, *last) < 0) {
        table.error(table.take(keys::programme_last)->value.place,
                    "'" + table.path_of("last") + "' is before '" + table.path_of("first") + "'",
                    "swap them");
      }
    }
    programme.already_counted = table.boolean(keys::programme_already_counted).value_or(false);
    table.text(keys::programme_note);
    programme.sound = reader.diagnostics.size() == unread;
    const bool kept =
        !programme.already_counted && fits(count++, max_programmes, "programmes", element);
    // What is already counted is checked like the others and then left out.
    const std::size_t before = draft.parameters.size();
    read_rows(ParameterGroup::programme, table, 0, static_cast<int>(draft.programmes.size()),
              element.member->key, reader);
    (kept ? draft.programmes : draft.left_out).push_back(programme);
    if (kept) continue;
    const auto own = draft.parameters.begin() + static_cast<std::ptrdiff_t>(before);
    draft.left_out_parameters.insert(draft.left_out_parameters.end(), own, draft.parameters.end());
    draft.parameters.erase(own, draft.parameters.end());
  }
}

void read_thresholds(TableReader& root, DraftReader& reader) {
  Draft& draft = reader.draft;
  TableReader& thresholds = root.child(keys::root_threshold);
  std::vector<std::string> names;
  for (const Element& element : thresholds.elements()) {
    const std::size_t unread = reader.diagnostics.size();
    DraftThreshold threshold{described(element), read_info(element)};
    ThresholdInfo& info = threshold.info;
    threshold.sound = reader.diagnostics.size() == unread;
    const bool kept = fits(names.size(), max_thresholds, "thresholds", element);
    names.push_back(info.name);
    const std::size_t before = draft.parameters.size();
    read_rows(ParameterGroup::threshold, *element.reader, 0,
              kept ? static_cast<int>(draft.thresholds.size()) : 0, info.name, reader,
              &metric_rows[info.metric]);
    for (std::size_t i = before; i < draft.parameters.size(); ++i) {
      const DraftParameter& parameter = draft.parameters[i];
      if (std::string_view(parameter.row->key) == "value") info.value = parameter.value.text;
    }
    if (kept) draft.thresholds.push_back(threshold);
  }
  if (names.empty()) {
    root.error(root.place(), "there is no threshold", "add a table [threshold.NAME]");
    root.text(keys::root_primary);
  } else {
    draft.primary = root.choice(keys::root_primary, names).value_or(0);
  }
}

void check_streams(const DraftReader& reader) {
  // Elements of one group collide under both assignments; say it once.
  if (!collide(reader, 0)) collide(reader, 1);
}

}  // namespace racecast
