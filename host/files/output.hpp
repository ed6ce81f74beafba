// The file a command will write, looked at before the work begins.
#pragma once

#include <string>
#include <vector>

namespace racecast {

/// Throws Error(usage) where `path` exists and `force` is not given, or where it names something
/// other than a file; Error(runtime) where its directory is missing or cannot be written to.
void require_writable_output(const std::string& path, bool force);

/// Throws Error(usage) where an output of a command is one of its inputs or another output: that
/// file would be lost, with --force without a word. Empty names are skipped.
void require_distinct_files(const std::vector<std::string>& outputs,
                            const std::vector<std::string>& inputs);

/// Writes the whole file or nothing. Throws Error(runtime).
void write_text_file(const std::string& path, const std::string& text);

/// `why` an output that is there cannot be read, and what to do.
std::string unreadable_output(const std::string& why);

/// NAME.h5 in the current directory, for a config of this name.
std::string default_output(const std::string& config_name);

}  // namespace racecast
