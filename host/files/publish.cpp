#include "host/files/publish.hpp"

#include <fmt/core.h>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5.hpp"

namespace racecast {

void publish_sealed(const std::string& path, const std::function<std::vector<std::byte>()>& make) {
  AtomicFile file(path);
  try {
    const std::vector<std::byte> image = make();
    const std::string seal = seal_of(image);
    file.write(image);
    file.write(std::as_bytes(std::span(seal)));
  } catch (const h5::Failure& failure) {
    throw Error(ErrorKind::runtime, fmt::format("cannot write {} ({}); report this as a defect of "
                                                "racecast",
                                                path, failure.what()));
  }
  file.publish();
}

}  // namespace racecast
