#include "host/config/list_keys.hpp"

namespace racecast {
namespace {

constexpr const char* pool_names[pool_count] = {"market", "state"};
constexpr const char* destination_names[] = {"compute", "fab", "power"};

class SettingList {
 public:
  explicit SettingList(const Value& tree) : index_(tree) {}

  void add(std::string path, std::string value, bool matters = true) {
    ConfigSetting setting;
    setting.path = std::move(path);
    setting.value = std::move(value);
    setting.matters = matters;
    fill_key(index_, setting);
    settings.push_back(std::move(setting));
  }
  /// Text that changes no count, where there is any.
  void add_label(const std::string& path, const std::string& value) {
    if (!value.empty()) add(path, value, false);
  }

  void add_root(const Draft& draft) {
    add_label("name", draft.name);
    add_label("description", draft.description);
    add("accounting", accounting_names[static_cast<int>(draft.accounting)]);
    add("primary", draft.thresholds[static_cast<std::size_t>(draft.primary)].name);
    add("run.start", draft.start.text());
    add("run.horizon", draft.start.plus(draft.horizon - 1).text());
    add("run.paths_per_draw", std::to_string(draft.paths_per_draw));
    add("run.trajectories", std::to_string(draft.trajectories));
    add("run.seed", std::to_string(draft.seed));
  }

  void add_programme(const DraftProgramme& programme) {
    const Value& table = index_.find(programme.path)->value;
    const bool matters = !programme.already_counted;
    const auto destination = static_cast<std::size_t>(programme.spending.destination);
    add(programme.path + ".nation", nation_names[programme.spending.nation], matters);
    add(programme.path + ".destination", destination_names[destination], matters);
    add(programme.path + ".first", text_of(table, "first"), matters);
    add(programme.path + ".last", text_of(table, "last"), matters);
    add(programme.path + ".already_counted", matters ? "false" : "true");
    add_label(programme.path + ".note", text_of(table, "note"));
  }

  void add_threshold(const DraftThreshold& threshold) {
    const ThresholdInfo& info = threshold.info;
    add(threshold.path + ".metric", metric_rows[info.metric].name);
    add(threshold.path + ".direction", info.above ? "above" : "below");
    add(threshold.path + ".hold_months", std::to_string(info.hold_months));
    add_label(threshold.path + ".description", info.description);
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
      list.add(channel.path + ".pool", pool_names[static_cast<int>(channel.pool)]);
    }
  }
  for (const DraftProgramme& programme : draft.programmes) list.add_programme(programme);
  for (const DraftProgramme& programme : draft.left_out) list.add_programme(programme);
  for (const DraftThreshold& threshold : draft.thresholds) list.add_threshold(threshold);
  return std::move(list.settings);
}

}  // namespace racecast
