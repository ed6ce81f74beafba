// Stands for cuda.cu in a build without the CUDA engine.
#include <stdexcept>

#include "kernels/engine/engine.hpp"

namespace racecast {

std::vector<DeviceInfo> cuda_devices(std::string* why_none) {
  if (why_none != nullptr) *why_none = "this racecast was built without CUDA";
  return {};
}

std::unique_ptr<Engine> make_cuda_engine(const std::vector<int>&) {
  throw std::runtime_error(
      "this racecast was built without CUDA; build it where nvcc is on the PATH");
}

}  // namespace racecast
