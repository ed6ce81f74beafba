// The CUDA engine: a warp runs one draw after the other, and counts with integer atomics.
//
// The kernel is run_draw(), the same code that LaneWarp<float> runs on a host; only the launch and the
// warp policy are of the GPU alone.
#include <thrust/copy.h>
#include <thrust/device_vector.h>
#include <thrust/reduce.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>

#include "kernels/base/selftest.hpp"
#include "kernels/engine/cuda_warp.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {
namespace {

constexpr int block_warps = 2;
// 6 blocks of 2 warps an SM, 3 warps a quarter of it, leave 168 registers a thread, which hold a path
// without spills on sm_75 to sm_90. From sm_100 on ptxas wants 206 and spills 20 to 40 bytes here; fewer
// blocks would cost a third of the warps (tests/registers.py --all shows them).
constexpr int blocks_per_sm = 6;

__global__ void __launch_bounds__(block_warps* warp_paths, blocks_per_sm)
    run_draws_kernel(const Forecast* forecast, CountsView counts, std::uint64_t first,
                     std::uint64_t draws) {
  __shared__ WarpMemory memory[block_warps];
  const unsigned warp_in_block = threadIdx.x / warp_paths;
  const std::uint64_t warps = std::uint64_t{gridDim.x} * block_warps;
  CudaWarp warp;
  for (std::uint64_t i = std::uint64_t{blockIdx.x} * block_warps + warp_in_block; i < draws;
       i += warps)
    run_draw(warp, *forecast, counts, first + i, memory[warp_in_block]);
}

__global__ void selftest_kernel(const SelfTestInput* input, int* faults) {
  *faults = floating_point_faults(*input);
}

void require(cudaError_t status, const char* what) {
  if (status != cudaSuccess)
    throw std::runtime_error(std::string("the GPU failed while ") + what + " (" +
                             cudaGetErrorString(status) + ")");
}

std::string describe(const cudaDeviceProp& properties) {
  return "compute capability " + std::to_string(properties.major) + "." +
         std::to_string(properties.minor) + ", " +
         std::to_string(properties.multiProcessorCount) + " multiprocessors, " +
         std::to_string(properties.totalGlobalMem >> 20) + " MiB";
}

/// Why there is no device, in words that say what to do about it.
const char* reason(cudaError_t status) {
  if (status == cudaSuccess || status == cudaErrorNoDevice) return "no NVIDIA GPU was found";
  if (status == cudaErrorInsufficientDriver)
    return "no NVIDIA driver was found, or it is older than CUDA 13";
  return cudaGetErrorString(status);
}

/// The forecast and the counts of a run in device memory.
class DeviceRun {
 public:
  DeviceRun(const Forecast& forecast, std::size_t cells)
      : tables_(forecast.table, forecast.table + forecast.table_count),
        forecast_(1),
        cells_(cells, 0ull),
        live_(static_cast<std::size_t>(forecast.threshold_count) * outcome_count, 0ull) {
    Forecast copy = forecast;
    copy.table = thrust::raw_pointer_cast(tables_.data());
    forecast_[0] = copy;
    view_ = {layout_of(forecast), thrust::raw_pointer_cast(cells_.data()),
             thrust::raw_pointer_cast(live_.data())};
  }

  void launch(int blocks, std::uint64_t first, std::uint64_t draws) {
    run_draws_kernel<<<static_cast<unsigned>(blocks), block_warps * warp_paths>>>(
        thrust::raw_pointer_cast(forecast_.data()), view_, first, draws);
    require(cudaGetLastError(), "starting a kernel");
    require(cudaDeviceSynchronize(), "running a kernel");
  }

  void outcomes(std::span<std::uint64_t> live) const {
    thrust::copy(live_.begin(), live_.end(), live.begin());
  }

  /// Every trajectory stands once in the joint table of every threshold.
  void check_sum(std::uint64_t trajectories) const {
    const auto joint = cells_.begin() + view_.layout.joint_size();
    const unsigned long long sum = thrust::reduce(cells_.begin(), joint, 0ull);
    if (sum != trajectories * static_cast<std::uint64_t>(view_.layout.thresholds))
      throw std::runtime_error(
          "the GPU lost counts (the joint table does not hold every trajectory); check the device "
          "for memory errors");
  }

  void add_to(std::span<std::uint64_t> counts) const {
    std::vector<unsigned long long> cells(cells_.size());
    thrust::copy(cells_.begin(), cells_.end(), cells.begin());
    for (std::size_t i = 0; i < cells.size(); ++i) counts[i] += cells[i];
  }

 private:
  thrust::device_vector<QuantileTable> tables_;
  thrust::device_vector<Forecast> forecast_;
  thrust::device_vector<unsigned long long> cells_;
  thrust::device_vector<unsigned long long> live_;
  CountsView view_{};
};

class CudaEngine final : public Engine {
 public:
  explicit CudaEngine(int device) : device_(device) {
    require(cudaSetDevice(device), "being selected");
    require(cudaGetDeviceProperties(&properties_, device), "being described");
    int per_sm = 0;
    require(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&per_sm, run_draws_kernel,
                                                          block_warps * warp_paths, 0),
            "planning a launch");
    blocks_ = std::max(1, per_sm) * properties_.multiProcessorCount;
    selftest();
  }

  DeviceInfo device() const override { return {"cuda", properties_.name, describe(properties_)}; }

  bool run(const Forecast& forecast, Range range, std::span<std::uint64_t> counts,
           Sink& sink) override {
    require(cudaSetDevice(device_), "being selected");
    DeviceRun work(forecast, counts.size());
    std::vector<std::uint64_t> live(static_cast<std::size_t>(forecast.threshold_count) *
                                    outcome_count);
    const std::uint64_t wave = static_cast<std::uint64_t>(blocks_) * block_warps;
    std::uint64_t waves = 1, done = 0;
    while (done < range.draws) {
      const std::uint64_t draws = std::min(range.draws - done, wave * waves);
      const auto begin = std::chrono::steady_clock::now();
      work.launch(blocks_, range.first_draw + done, draws);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      if (took.count() < 0.1) waves *= 2;  // long enough to hide the launch, short enough to stop
      done += draws;
      work.outcomes(live);
      if (!sink.progress(done, live)) return false;
    }
    work.check_sum(range.draws * static_cast<std::uint64_t>(forecast.paths_per_draw));
    work.add_to(counts);
    return true;
  }

 private:
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

  int device_;
  int blocks_ = 1;
  cudaDeviceProp properties_{};
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

std::unique_ptr<Engine> make_cuda_engine(int device) {
  return std::make_unique<CudaEngine>(device);
}

}  // namespace racecast
