// The CUDA engine: GPUs that share the draws of a run, each with a thread of the host.
#include <thrust/device_vector.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>

#include "kernels/base/selftest.hpp"
#include "kernels/engine/cuda_chunk.cuh"
#include "kernels/engine/engine.hpp"

namespace racecast {
namespace {

__global__ void selftest_kernel(const SelfTestInput* input, int* faults) {
  *faults = floating_point_faults(*input) | random_number_faults(*input);
}

std::string describe(const cudaDeviceProp& properties) {
  return "compute capability " + std::to_string(properties.major) + "." +
         std::to_string(properties.minor) + ", " + std::to_string(properties.multiProcessorCount) +
         " multiprocessors, " + std::to_string(properties.totalGlobalMem >> 20) + " MiB";
}

/// Why there is no device, in words that say what to do about it.
const char* reason(cudaError_t status) {
  if (status == cudaSuccess || status == cudaErrorNoDevice) return "no NVIDIA GPU was found";
  if (status == cudaErrorInsufficientDriver)
    return "no NVIDIA driver was found, or it is older than CUDA 13";
  return cudaGetErrorString(status);
}

/// One GPU, and how it runs the draws that it takes.
class CudaDevice {
 public:
  explicit CudaDevice(int number) : number_(number) {
    require(cudaSetDevice(number), "being selected");
    require(cudaGetDeviceProperties(&properties_, number), "being described");
    int per_sm = 0;
    require(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&per_sm, run_draws_kernel,
                                                          block_warps * warp_paths, 0),
            "planning a launch");
    blocks_ = std::max(1, per_sm) * properties_.multiProcessorCount;
    selftest();
  }

  const char* name() const { return properties_.name; }
  std::string detail() const { return describe(properties_); }

  /// Takes draws until there are none. Two chunks take turns; where memory is short there is one,
  /// then one in managed memory, then fewer blocks. None of that shows in the counts.
  void work(const Forecast& forecast, DrawQueue& queue, SharedFan* shared_fan, DrawOutcomes* kept,
            std::span<std::uint64_t> counts) {
    require(cudaSetDevice(number_), "being selected");
    const DeviceForecast on_device(forecast);
    DeviceFan fan(forecast, shared_fan);
    DeviceRows rows(kept);
    std::vector<std::unique_ptr<Chunk>> chunks = make_chunks(layout_of(forecast));
    const std::uint64_t most =
        most_trajectories / static_cast<std::uint64_t>(forecast.paths_per_draw);
    int blocks = blocks_;
    const auto wave = [&] { return static_cast<std::uint64_t>(blocks) * block_warps; };
    std::uint64_t draws = wave(), taken = 0;
    for (std::size_t turn = 0;; turn = (turn + 1) % chunks.size()) {
      Chunk& chunk = *chunks[turn];
      if (chunk.busy()) {
        // Long enough to hide the launch and the copy, short enough to stop soon.
        const double seconds = chunk.finish(queue, counts);
        if (seconds < 0.1) draws = std::min(most, 2 * draws);
      }
      const Range range = queue.take(draws, std::min(wave(), most));
      if (range.draws == 0) break;
      taken += range.draws;
      fan.expect(range.draws);
      while (!started(chunk, on_device, rows.get(), fan.cells(), blocks, range))
        blocks = std::max(1, blocks / 2);
    }
    for (const std::unique_ptr<Chunk>& chunk : chunks)
      if (chunk->busy()) chunk->finish(queue, counts);
    fan.flush();
    rows.add_to_host();
    check_sum(layout_of(forecast), taken, counts);
  }

 private:
  static std::vector<std::unique_ptr<Chunk>> make_chunks(const CountsLayout& layout) {
    std::vector<std::unique_ptr<Chunk>> chunks;
    try {
      chunks.push_back(std::make_unique<Chunk>(layout, false));
      chunks.push_back(std::make_unique<Chunk>(layout, false));
    } catch (const OutOfDeviceMemory&) {
      if (chunks.empty()) chunks.push_back(std::make_unique<Chunk>(layout, true));
    }
    return chunks;
  }

  static bool started(Chunk& chunk, const DeviceForecast& forecast, const DrawRows& rows,
                      unsigned* fan, int blocks, Range range) {
    try {
      chunk.start(forecast, rows, fan, blocks, range);
      return true;
    } catch (const OutOfDeviceMemory&) {
      if (blocks == 1) throw;
      return false;
    }
  }

  /// Every trajectory of the draws stands once in the joint table of every threshold.
  static void check_sum(const CountsLayout& layout, std::uint64_t draws,
                        std::span<const std::uint64_t> counts) {
    const auto end = counts.begin() + layout.joint_size();
    const std::uint64_t wanted = draws * static_cast<std::uint64_t>(layout.paths_per_draw) *
                                 static_cast<std::uint64_t>(layout.thresholds);
    if (std::accumulate(counts.begin(), end, std::uint64_t{0}) != wanted)
      throw std::runtime_error(
          "the GPU lost counts (the joint table does not hold every trajectory); check the device "
          "for memory errors");
  }

  void selftest() const {
    const thrust::device_vector<SelfTestInput> input(1);
    thrust::device_vector<int> faults(1, 0);
    selftest_kernel<<<1, 1>>>(thrust::raw_pointer_cast(input.data()),
                              thrust::raw_pointer_cast(faults.data()));
    require(cudaDeviceSynchronize(), "testing its arithmetic");
    if (faults[0] != 0)
      throw std::runtime_error("the GPU does not do IEEE arithmetic (fault bits " +
                               std::to_string(static_cast<int>(faults[0])) +
                               "); this build was compiled with the wrong flags");
  }

  int number_;
  int blocks_ = 1;
  cudaDeviceProp properties_{};
};

class CudaEngine final : public Engine {
 public:
  explicit CudaEngine(const std::vector<int>& numbers) {
    for (const int number : numbers) devices_.push_back(std::make_unique<CudaDevice>(number));
  }

  DeviceInfo device() const override {
    if (devices_.size() == 1) return {"cuda", devices_[0]->name(), devices_[0]->detail()};
    std::string names, details;
    for (const std::unique_ptr<CudaDevice>& device : devices_) {
      names += (names.empty() ? "" : " + ") + std::string(device->name());
      details += (details.empty() ? "" : "; ") + device->detail();
    }
    return {"cuda", names, details};
  }

  std::uint64_t host_bytes(const Forecast& forecast) const override {
    const auto cells = static_cast<std::uint64_t>(layout_of(forecast).size());
    const auto fan = static_cast<std::uint64_t>(FanLayout{forecast.horizon}.size());
    return devices_.size() *
           (cells * (sizeof(std::uint64_t) + 2 * sizeof(ChunkCell)) + fan * sizeof(unsigned));
  }

  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override {
    std::optional<SharedFan> fan;
    if (to.fan != nullptr) fan.emplace(*to.fan);
    std::vector<Worker> workers;
    for (const std::unique_ptr<CudaDevice>& device : devices_)
      workers.push_back([&forecast, &fan, &to, gpu = device.get()](DrawQueue& queue,
                                                                   std::span<std::uint64_t> own) {
        gpu->work(forecast, queue, fan ? &*fan : nullptr, to.draws, own);
      });
    return run_workers(workers, layout_of(forecast), range, to.counts, control);
  }

 private:
  std::vector<std::unique_ptr<CudaDevice>> devices_;
};

}  // namespace

std::vector<DeviceInfo> cuda_devices(std::string* why_none) {
  int count = 0;
  const cudaError_t status = cudaGetDeviceCount(&count);
  std::vector<DeviceInfo> devices;
  for (int i = 0; status == cudaSuccess && i < count; ++i) {
    cudaDeviceProp properties{};
    if (cudaGetDeviceProperties(&properties, i) == cudaSuccess)
      devices.push_back({"cuda", properties.name, describe(properties)});
  }
  if (devices.empty() && why_none != nullptr) *why_none = reason(status);
  return devices;
}

std::unique_ptr<Engine> make_cuda_engine(const std::vector<int>& devices) {
  return std::make_unique<CudaEngine>(devices);
}

}  // namespace racecast
