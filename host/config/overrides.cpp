#include <algorithm>
#include <optional>
#include <string_view>

#include "host/config/config_steps.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast {
namespace {

constexpr const char* correlation_setting =
    "--set 'correlation=[{ between = [\"a\", \"b\"], rank = 0.3 }]' adds or replaces a pair, "
    "rank = 0 takes it away, --set correlation=[] all";

std::optional<std::vector<std::string>> split_path(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    parts.push_back(path.substr(from, dot - from));
    if (!is_bare_key(parts.back())) return {};
    if (dot == path.size()) return parts;
    from = dot + 1;
  }
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

void put_place(Value& value, const Place& place) {
  value.place = place;
  for (Member& member : value.members) {
    member.place = place;
    put_place(member.value, place);
  }
}

// Index of the part that names a channel, programme or threshold; none: the path is no such path.
std::optional<std::size_t> element_part(const std::vector<std::string>& parts) {
  std::size_t part = 0;
  if (parts[0] == "programme" || parts[0] == "threshold") part = 1;
  if (parts.size() > 1 && (parts[0] == "us" || parts[0] == "cn") && parts[1] == "channel") part = 2;
  if (part == 0 || part >= parts.size()) return {};
  return part;
}

class Setter {
 public:
  Setter(Value& tree, Diagnostics& diagnostics)
      : tree_(tree), diagnostics_(diagnostics) {}

  /// Each setting is a layer of its own above those before it.
  void set(const std::string& path, const std::string& text, const Place& written) {
    file_ = diagnostics_.file(written.file ? written.file->name : "--set", ++layer_);
    place_ = {file_, written.line, written.column};
    const auto parts = split_path(path);
    if (!parts) return report("'" + shown(path) + "' is no path", "write it like run.seed=7");
    std::optional<Value> value = parse(path, text);
    if (!value || !reaches(*parts, *value)) return;
    put_place(*value, place_);
    merge_into(tree_, wrapped(*parts, std::move(*value)));
  }

 private:
  void report(std::string message, std::string hint) {
    diagnostics_.add(place_, std::move(message), std::move(hint));
  }

  std::optional<Value> parse(const std::string& path, const std::string& text) {
    const bool plain = !text.empty() && !first_invalid_utf8(text) &&
                       std::none_of(text.begin(), text.end(), is_control);
    Diagnostics ignored;
    if (plain) {
      auto document = read_toml("value = " + text, file_, ignored);
      if (document && document->members.size() == 1) return document->members[0].value;
    }
    // What begins like a string, array or table was meant as one.
    if (!plain || std::string_view("\"'[{").find(text[0]) != std::string_view::npos) {
      report("the value of '" + path + "' is not TOML: '" + shown(text) + "'",
             "quote strings, close brackets");
      return {};
    }
    return text_value(text, place_);
  }

  // Every table on the way must be one, and a list element must exist unless it is given whole.
  bool reaches(const std::vector<std::string>& parts, const Value& value) {
    const auto element = element_part(parts);
    const Value* at = &tree_;
    std::string path;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Member* next = at == nullptr ? nullptr : at->find(parts[i]);
      path += (i == 0 ? "" : ".") + parts[i];
      const bool last = i + 1 == parts.size();
      if (next == nullptr && element == i && !(last && value.is_table())) {
        std::vector<std::string> known;
        if (at != nullptr) {
          for (const Member& member : at->members) known.push_back(member.key);
        }
        report("there is no '" + path + "'", suggestion(parts[i], known));
        return false;
      }
      if (next != nullptr && !last && !next->value.is_table()) {
        report("'" + path + "' is not a table",
               path == "correlation" ? correlation_setting : "set it as a whole");
        return false;
      }
      at = next == nullptr ? nullptr : &next->value;
    }
    return true;
  }

  Value wrapped(const std::vector<std::string>& parts, Value value) const {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      Value table{.place = place_, .members = {}};
      table.members.push_back({*part, place_, std::move(value)});
      value = std::move(table);
    }
    return value;
  }

  Value& tree_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const SourceFile> file_;
  Place place_;
  int layer_ = 0;
};

}  // namespace

void apply_overrides(Value& tree, const ConfigOptions& options, Diagnostics& diagnostics) {
  Setter setter(tree, diagnostics);
  for (std::size_t i = 0; i < options.set.size(); ++i)
    setter.set(options.set[i].first, options.set[i].second,
               i < options.places.size() ? options.places[i] : Place{});
}

}  // namespace racecast
