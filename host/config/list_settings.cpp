#include "host/config/config_steps.hpp"
#include "host/keys/keys.hpp"

namespace racecast {
namespace {

/// The word that a key's value is the place of.
std::string word(const KeyRow& row, int place) {
  return row.value.choices()[static_cast<std::size_t>(place)];
}

class SettingList {
 public:
  explicit SettingList(const Value& tree) : index_(tree) {}

  /// `table` is the path of the table that the key stands in, "" for the root.
  void add(const std::string& table, const KeyRow& row, std::string value, bool matters = true) {
    ConfigSetting setting;
    setting.row = &row;
    setting.path = (table.empty() ? "" : table + '.') + row.name;
    setting.value = std::move(value);
    setting.matters = matters;
    index_.fill(setting);
    settings.push_back(std::move(setting));
  }
  /// Text that changes no count, where there is any.
  void add_label(const std::string& table, const KeyRow& row, const std::string& value) {
    if (!value.empty()) add(table, row, value, false);
  }

  void add_root(const Draft& draft) {
    add_label("", keys::root_name, draft.config.name);
    add_label("", keys::root_description, draft.config.description);
    add("", keys::root_accounting, accounting_names[static_cast<int>(draft.accounting)]);
    add("", keys::root_primary, draft.thresholds[static_cast<std::size_t>(draft.primary)].name);
    add("run", keys::run_start, draft.config.start.text());
    add("run", keys::run_horizon, draft.config.start.plus(draft.horizon - 1).text());
    add("run", keys::run_paths_per_draw, std::to_string(draft.paths_per_draw));
    add("run", keys::run_trajectories, std::to_string(draft.config.trajectories));
    add("run", keys::run_samples, std::to_string(draft.config.samples));
    add("run", keys::run_seed, std::to_string(draft.seed));
  }

  void add_programme(const DraftProgramme& programme) {
    const Value& table = index_.find(programme.path)->value;
    const bool matters = !programme.already_counted;
    const int destination = static_cast<int>(programme.spending.destination);
    add(programme.path, keys::programme_nation, nation_names[programme.spending.nation], matters);
    add(programme.path, keys::programme_destination, word(keys::programme_destination, destination),
        matters);
    add(programme.path, keys::programme_first, table.text_at("first").value_or(""), matters);
    add(programme.path, keys::programme_last, table.text_at("last").value_or(""), matters);
    add(programme.path, keys::programme_already_counted, matters ? "false" : "true");
    add_label(programme.path, keys::programme_note, table.text_at("note").value_or(""));
  }

  void add_threshold(const DraftThreshold& threshold) {
    const ThresholdInfo& info = threshold.info;
    add(threshold.path, keys::threshold_metric, metric_rows[info.metric].name);
    add(threshold.path, keys::threshold_direction,
        word(keys::threshold_direction, info.above ? 0 : 1));
    add(threshold.path, keys::threshold_hold_months, std::to_string(info.hold_months));
    add_label(threshold.path, keys::threshold_description, info.description);
  }

  std::vector<ConfigSetting> settings;

 private:
  PathIndex index_;
};

}  // namespace

std::vector<ConfigSetting> list_settings(const Draft& draft, const Value& tree) {
  SettingList list(tree);
  list.add_root(draft);
  for (int nation = 0; nation < nation_count; ++nation) {
    for (const DraftChannel& channel : draft.channels[nation]) {
      list.add(channel.path, keys::channel_pool,
               word(keys::channel_pool, static_cast<int>(channel.pool)));
    }
  }
  for (const DraftProgramme& programme : draft.programmes) list.add_programme(programme);
  for (const DraftProgramme& programme : draft.left_out) list.add_programme(programme);
  for (const DraftThreshold& threshold : draft.thresholds) list.add_threshold(threshold);
  return std::move(list.settings);
}

}  // namespace racecast
