// Reading what the root group of a file says of its question, and where it comes from.
#pragma once

#include <hdf5.h>

#include <string>

#include "host/hdf5/hdf5.hpp"
#include "host/result/result.hpp"

namespace racecast {

inline constexpr std::int64_t max_paths_per_draw = 1 << 20;

/// A kind of file that racecast writes.
struct FileKind {
  const char* filetype;  ///< the attribute of this name
  const char* version;   ///< of the format; readers go by its major number
  const char* noun;      ///< "result": what messages call it
  const char* command;   ///< that writes it
  const char* readers;   ///< the commands that take it
};
extern const FileKind result_file;
extern const FileKind sweep_file;

/// The attribute filetype of a file, or nothing. Throws h5::Failure where it is no text.
std::string filetype_of(hid_t file);

/// Throws Error(file) where `file`, at `path`, is of another kind or of another format, and
/// h5::Failure where that cannot be read.
void check_format(const std::string& path, hid_t file, const FileKind& kind);

/// Fills name, description, accounting, start, thresholds and model version of `result`, whose
/// layout is known. Throws h5::Failure.
void read_question(hid_t file, Result& result);

/// The rows of file_fields.hpp from the provenance group. Throws h5::Failure.
void read_provenance(hid_t group, Provenance& provenance);

}  // namespace racecast
