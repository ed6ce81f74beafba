#include "host/config/sources.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "host/config/merge.hpp"
#include "host/config/precheck.hpp"
#include "host/config/toml_reader.hpp"

namespace racecast {
namespace {

namespace fs = std::filesystem;

std::string identity(const std::string& name) {
  std::error_code ignored;
  const fs::path path = fs::weakly_canonical(name, ignored);
  return ignored ? name : path.string();
}

class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::optional<Value> load(const std::string& text, const std::string& name) {
    chain_.push_back(identity(name));
    given_ += "# file: " + shown(name) + '\n' + text;
    if (!text.empty() && text.back() != '\n') given_ += '\n';
    std::optional<Value> tree = read_toml(text, diagnostics_.file(name), diagnostics_);
    if (!tree || tree->find("extends") == nullptr) return tree;
    const Member extends = *tree->find("extends");
    tree->erase("extends");
    std::optional<Value> base = load_base(extends);
    if (!base) return {};
    base->place = tree->place;
    merge_into(*base, std::move(*tree));
    return base;
  }

  std::string given() const { return given_; }

 private:
  std::optional<Value> load_base(const Member& extends) {
    if (extends.value.kind != Value::Kind::string) {
      return refuse(extends,
                    std::string("'extends' is ") + kind_name(extends.value.kind) + ", not a string",
                    "extends = \"other.toml\"");
    }
    const std::string name = beside(extends.value.place, extends.value.text);
    if (std::find(chain_.begin(), chain_.end(), identity(name)) != chain_.end()) {
      return refuse(extends, "'" + shown(name) + "' extends itself", "break the circle");
    }
    if (chain_.size() > max_extends) {
      return refuse(extends,
                    "more than " + std::to_string(max_extends) + " files extend each other",
                    "put the common part into one file");
    }
    try {
      return load(read_file(name), name);
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
  std::vector<std::string> chain_;
  std::string given_;
};

}  // namespace

std::string read_file(const std::string& path) {
  const auto fail = [&](const std::string& why) {
    return Error(ErrorKind::file, "cannot read '" + shown(path) + "' (" + why +
                                      "); check the name and the permissions");
  };
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) throw fail("it is a directory");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw fail(std::strerror(errno));
  std::string text(max_config_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw fail(std::strerror(errno));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::string beside(const Place& place, const std::string& path) {
  if (!place.file) return path;
  return (fs::path(place.file->name).parent_path() / path).lexically_normal().string();
}

LoadedConfig load_sources(const std::string& text, const std::string& name,
                          Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  std::optional<Value> tree = loader.load(text, name);
  diagnostics.throw_if_any();
  return {std::move(*tree), loader.given()};
}

}  // namespace racecast
