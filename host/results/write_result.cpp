#include <fmt/core.h>

#include "host/error.hpp"
#include "host/files/publish.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

std::vector<std::byte> result_image(const Result& result) {
  const h5::QuietErrors quiet;
  h5::MemoryFile file;
  write_root(file.id(), result);
  write_groups(file.id(), result);
  write_provenance(file.id(), result);
  return file.take_bytes();
}

}  // namespace

void write_result(const std::string& path, const Result& result) {
  if (const auto broken = find_violation(result))
    throw Error(ErrorKind::runtime,
                fmt::format("refused to write {} (the counts contradict each other: {}); report "
                            "this as a defect of racecast",
                            path, *broken));
  publish_sealed(path, [&] { return result_image(result); });
}

}  // namespace racecast
