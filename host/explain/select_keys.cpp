#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/error.hpp"
#include "host/explain/explain.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

// Every path and every table of a config.
std::vector<std::string> known_paths(const Config& config) {
  std::set<std::string> known;
  const auto add = [&](std::string path) {
    while (!path.empty() && known.insert(path).second) path = table_of(path);
  };
  for (const ConfigParameter& parameter : config.parameters) add(parameter.path);
  for (const ConfigSetting& setting : config.settings) add(setting.path);
  return {known.begin(), known.end()};
}

// Paths that end in `path` first: whoever leaves out the nation means one of two.
std::string hint(const std::string& path, const std::vector<std::string>& known) {
  std::string longer;
  int count = 0;
  for (const std::string& candidate : known) {
    if (!candidate.ends_with('.' + path) || count == 3) continue;
    longer += (count++ == 0 ? "did you mean '" : "' or '") + candidate;
  }
  if (count > 0) return longer + "'?";
  return suggestion(path, known) + "; `racecast explain CONFIG` lists them all";
}

template <class Key>
void collect(const std::vector<Key>& keys, const std::string& path, std::vector<const Key*>& into) {
  for (const Key& key : keys) {
    if (path.empty() || key.path == path || key.path.starts_with(path + '.')) into.push_back(&key);
  }
}

}  // namespace

KeySelection select_keys(const Config& config, const std::string& path) {
  KeySelection selection;
  collect(config.parameters, path, selection.parameters);
  collect(config.settings, path, selection.settings);
  if (selection.parameters.empty() && selection.settings.empty()) {
    throw Error(ErrorKind::usage,
                fmt::format("{} has no parameter or setting '{}' ({})", config.path, shown(path),
                            hint(path, known_paths(config))));
  }
  const auto selected = [&](const std::string& wanted) {
    return std::ranges::any_of(selection.parameters,
                               [&](const auto* each) { return each->path == wanted; });
  };
  for (const Correlation& pair : config.correlations) {
    if (selected(pair.first) || selected(pair.second)) selection.correlations.push_back(&pair);
  }
  return selection;
}

std::string table_of(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(0, dot);
}

}  // namespace racecast
