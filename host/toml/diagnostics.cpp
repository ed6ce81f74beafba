#include "host/toml/diagnostics.hpp"

#include <algorithm>
#include <tuple>

#include "host/text/utf8.hpp"

namespace racecast {
namespace {

std::string join_lines(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& each : diagnostics) text += (text.empty() ? "" : "\n") + to_string(each);
  return text;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.line > 0) {
    text += ':' + std::to_string(diagnostic.line) + ':' + std::to_string(diagnostic.column);
  }
  text += ": error: " + diagnostic.message;
  if (!diagnostic.hint.empty()) text += " (" + diagnostic.hint + ')';
  if (!diagnostic.paste.empty()) text += '\n' + diagnostic.paste;
  return text;
}

ConfigError::ConfigError(std::vector<Diagnostic> diagnostics)
    : Error(ErrorKind::config, join_lines(diagnostics)), diagnostics_(std::move(diagnostics)) {}

std::shared_ptr<const SourceFile> Diagnostics::file(const std::string& name, int layer) {
  return std::make_shared<const SourceFile>(SourceFile{name, files_++, layer});
}

void Diagnostics::add(const Place& place, std::string message, std::string hint,
                      std::string paste) {
  const int rank = place.file ? place.file->rank : files_;
  found_.emplace_back(
      rank, Diagnostic{place.file ? printable(place.file->name) : "config", place.line,
                       place.column, std::move(message), std::move(hint), std::move(paste)});
}

void Diagnostics::add(const Place& place, const Error& error) {
  Advice advice = split_advice(error);
  add(place, std::move(advice.problem), std::move(advice.hint));
}

void Diagnostics::throw_if_any() const {
  if (found_.empty()) return;
  auto sorted = found_;
  std::ranges::stable_sort(sorted, {}, [](const auto& each) {
    return std::tuple(each.first, each.second.line, each.second.column);
  });
  std::vector<Diagnostic> diagnostics;
  for (auto& [rank, diagnostic] : sorted) diagnostics.push_back(std::move(diagnostic));
  throw ConfigError(std::move(diagnostics));
}

}  // namespace racecast
