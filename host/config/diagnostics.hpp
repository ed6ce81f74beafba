// Collects the mistakes of a config, so that a person sees all of them at once.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/config/config.hpp"
#include "host/config/value.hpp"

namespace racecast {

class Diagnostics {
 public:
  /// Names a file; messages come in the order of these calls.
  std::shared_ptr<const SourceFile> file(const std::string& name, int layer = 0);
  void add(const Place& place, std::string message, std::string hint = {}, std::string paste = {});
  bool empty() const { return found_.empty(); }
  /// Throws ConfigError with everything found so far, in the order of files, lines and columns.
  void throw_if_any() const;

 private:
  int files_ = 0;
  std::vector<std::pair<int, Diagnostic>> found_;  ///< with the rank of the file
};

}  // namespace racecast
