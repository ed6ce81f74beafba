// Reading a file that may be damaged or hostile: its kind, its question and where it comes from.
#pragma once

#include <string>

#include "host/error.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_read.hpp"
#include "host/result/result.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/result_file.hpp"

namespace racecast {

/// Of the file at `path`, in which HDF5 found this.
Error damaged(const std::string& path, const h5::Failure& failure);

/// What `read` makes of the file at `path`, whose bytes fit their seal. Throws Error(file), as
/// which an h5::Failure of `read` appears: the file is damaged.
template <class Read>
auto read_file(const std::string& path, Read&& read) {
  const std::vector<std::byte> image = read_sealed(path);
  const h5::QuietErrors quiet;
  try {
    const h5::Id file = h5::open_image(image);
    return read(static_cast<hid_t>(file));
  } catch (const h5::Failure& failure) {
    throw damaged(path, failure);
  }
}

/// The attribute filetype of a file, or nothing. Throws h5::Failure where it is no text.
std::string filetype_of(hid_t file);

/// Throws Error(file) where `file`, at `path`, is of another kind or of another format, and
/// h5::Failure where that cannot be read.
void check_format(const std::string& path, hid_t file, const FileKind& kind);

/// Throws h5::Failure where a run cannot have these.
CountsLayout checked_layout(std::int64_t thresholds, std::int64_t horizon, std::int64_t paths);

/// Fills name, description, accounting, start, thresholds and model version of `result`, whose
/// layout is known. Throws h5::Failure.
void read_question(hid_t file, Result& result);

/// The rows of file_fields.hpp from the provenance group. Throws h5::Failure.
void read_provenance(hid_t group, Provenance& provenance);

/// Fills what the file has of the groups /fan, /draws and /samples; needs the layout, the
/// thresholds and the provenance of `result`. Throws h5::Failure.
void read_groups(hid_t file, Result& result);

/// Tables of counts that do not have the digest that the file notes of them, in the order of
/// count_tables(). Throws h5::Failure where the digests cannot be read.
std::vector<TableMistake> digest_mistakes(hid_t file, const Result& result);

/// All of a result, or of a sweep, at `path`. Throws Error(file) and h5::Failure.
Result read_result(const std::string& path, hid_t file);
SweepResult read_sweep(const std::string& path, hid_t file);

}  // namespace racecast
