// Collects the mistakes of a config, so that a person sees all of them at once.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/error.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// A mistake in a config, with its place. `line` and `column` count from 1; 0: no place is known.
struct Diagnostic {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint;  ///< what to do
  std::string paste{};  ///< lines of TOML that the hint speaks of; may be empty
};

/// "file:line:col: error: message (hint)", and what can be pasted in the lines below.
std::string to_string(const Diagnostic& diagnostic);

/// All the mistakes of a config at once; what() lists them, each on a new line.
class ConfigError : public Error {
 public:
  explicit ConfigError(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

class Diagnostics {
 public:
  /// Names a file; messages come in the order of these calls.
  std::shared_ptr<const SourceFile> file(const std::string& name, int layer = 0);
  /// `hint` names the fix; `paste` is TOML that it speaks of.
  void add(const Place& place, std::string message, std::string hint, std::string paste = {});
  /// An error of another layer, "problem (why); what to do".
  void add(const Place& place, const Error& error);
  std::size_t size() const { return found_.size(); }
  /// Throws ConfigError with everything found so far, in the order of files, lines and columns.
  void throw_if_any() const;

 private:
  int files_ = 0;
  std::vector<std::pair<int, Diagnostic>> found_;  ///< with the rank of the file
};

}  // namespace racecast
