#include "host/toml/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "host/text/utf8.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast {
namespace {

class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  /// Every file that was read, with its name before it.
  const std::string& given() const { return given_; }

  std::optional<Value> load(const std::string& text, const std::string& name) {
    chain_.push_back(file_identity(name));
    given_ += "# file: " + shown(name) + '\n' + text;
    if (!text.empty() && text.back() != '\n') given_ += '\n';
    // A file wins over what it extends, so the layers go down with the chain.
    const int layer = 1 - static_cast<int>(chain_.size());
    std::optional<Value> tree = read_toml(text, diagnostics_.file(name, layer), diagnostics_);
    if (!tree || tree->find("extends") == nullptr) return tree;
    const Member extends = *tree->find("extends");
    tree->erase("extends");
    std::optional<Value> base = load_base(extends);
    if (!base) return {};
    base->place = tree->place;
    merge_into(*base, std::move(*tree));
    return base;
  }

 private:
  std::optional<Value> load_base(const Member& extends) {
    const auto name = named_file(extends, "other.toml", diagnostics_);
    if (!name) return {};
    if (std::find(chain_.begin(), chain_.end(), file_identity(*name)) != chain_.end()) {
      return refuse(extends, "'" + shown(*name) + "' extends itself", "break the circle");
    }
    if (chain_.size() > max_extends) {
      return refuse(extends,
                    "more than " + std::to_string(max_extends) + " files extend each other",
                    "put the common part into one file");
    }
    try {
      return load(read_file(*name), *name);
    } catch (const ConfigError&) {
      throw;
    } catch (const Error& error) {
      diagnostics_.add(extends.value.place, error);
      return {};
    }
  }

  std::optional<Value> refuse(const Member& member, const std::string& what,
                              const std::string& hint) {
    diagnostics_.add(member.value.place, what, hint);
    return {};
  }

  Diagnostics& diagnostics_;
  std::string given_;
  std::vector<std::string> chain_;
};

}  // namespace

std::string beside(const Place& place, const std::string& path) {
  if (!place.file) return path;
  return (std::filesystem::path(place.file->name).parent_path() / path).lexically_normal().string();
}

std::optional<std::string> named_file(const Member& member, const char* example,
                                      Diagnostics& diagnostics) {
  const Value& value = member.value;
  const bool is_text = value.kind == Value::Kind::string;
  if (is_text && !value.text.empty()) return beside(value.place, value.text);
  diagnostics.add(value.place,
                  "'" + member.key + "' is " +
                      (is_text ? "empty" : std::string(kind_name(value.kind)) + ", not a string"),
                  member.key + " = \"" + example + '"');
  return {};
}

LoadedConfig load_sources(const std::string& text, const std::string& name,
                          Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  std::optional<Value> tree = loader.load(text, name);
  diagnostics.throw_if_any();
  return {std::move(*tree), loader.given()};
}

}  // namespace racecast
