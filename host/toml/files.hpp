// The bytes behind a path. Only this file of host/config knows the disk.
#pragma once

#include <cstddef>
#include <string>

namespace racecast {

/// The bytes of a regular file, at most one more than a config may have. Throws Error(file), also
/// where `path` is a pipe or a device: what a config names is opened without a person's asking, and
/// must neither wait for ever nor act on a device.
std::string read_file(const std::string& path);

/// The same for the file that the command line names, which may be a pipe.
std::string read_input(const std::string& path);

/// The bytes of a regular file of numbers, at most `most` of them. Throws std::runtime_error with
/// the reason.
std::string read_data_file(const std::string& path, std::size_t most);

/// The same text for every path of one file.
std::string file_identity(const std::string& path);

}  // namespace racecast
