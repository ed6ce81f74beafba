// The CUDA kernel that runs draws, and a chunk of them: launched, counted and copied in a stream.
//
// The kernel is run_draw(), the same code that LaneWarp<float> runs on a host; only the launch and
// the warp policy are of the GPU alone.
#pragma once

#include <thrust/device_vector.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/engine/cuda_warp.hpp"
#include "kernels/engine/workers.hpp"

namespace racecast {
namespace {

constexpr int block_warps = 2;

/// Blocks of an SM that the compiler leaves registers for: as many as its shared memory holds. Six
/// of them, three warps a quarter of an SM, leave 168 registers a thread, which hold a path without
/// spills (tests/registers.py --all shows it).
constexpr int blocks_per_sm(int arch) {
  const int shared_kib = arch == 750                                  ? 64
                         : arch == 860 || arch == 890 || arch >= 1200 ? 100
                         : arch < 900                                 ? 164
                                                                      : 228;
  constexpr int of_block = static_cast<int>(sizeof(WarpMemory)) * block_warps + 1024;
  const int fit = shared_kib * 1024 / of_block;
  return fit < 6 ? fit : 6;
}
#ifdef __CUDA_ARCH__
constexpr int wanted_blocks = blocks_per_sm(__CUDA_ARCH__);
#else
constexpr int wanted_blocks = blocks_per_sm(900);
#endif

// A chunk's counts fit into 32 bits, which halves what the cache of the device has to hold of them.
using ChunkCell = unsigned;
constexpr std::uint64_t most_trajectories = 0xffffffffull;

/// Counts the levels of one path of a draw where FanLayout has them; null: not wanted. The lanes
/// share the series, so a month costs each of them one addition.
struct FanCells {
  unsigned* cells;
  std::int32_t horizon;

  __device__ void record(CudaWarp& warp, int month, int first, int lane,
                         const MetricBuffer& levels) const {
    if (cells == nullptr || !CudaWarp::runs(first, lane)) return;
    CudaWarp::sync();  // the levels are another thread's
    CudaWarp::for_each(fan_series, [&](int i) {
      const int nation = i / metric_count, metric = i % metric_count;
      const int bucket = fan_bucket(metric, bits(levels.value[nation][metric][lane]));
      CudaWarp::add(&cells[FanLayout{horizon}.cell(month, nation, metric, bucket)], 1u);
    });
  }
};

/// A persistent grid: every warp takes one draw after the other.
__global__ void __launch_bounds__(block_warps* warp_paths, wanted_blocks)
    run_draws_kernel(const Forecast* forecast, CountsOf<ChunkCell> counts, FanCells fan,
                     std::uint64_t first, std::uint64_t draws) {
  __shared__ WarpMemory memory[block_warps];
  const unsigned warp_in_block = threadIdx.x / warp_paths;
  const std::uint64_t warps = std::uint64_t{gridDim.x} * block_warps;
  CudaWarp warp;
  for (std::uint64_t i = std::uint64_t{blockIdx.x} * block_warps + warp_in_block; i < draws;
       i += warps)
    run_draw(warp, *forecast, counts, first + i, memory[warp_in_block], fan);
}

void require(cudaError_t status, const char* what) {
  if (status != cudaSuccess)
    throw std::runtime_error(std::string("the GPU failed while ") + what + " (" +
                             cudaGetErrorString(status) + ")");
}

/// Thrown where a device has too little free memory.
struct OutOfDeviceMemory : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct DeviceFree {
  void operator()(void* memory) const { cudaFree(memory); }
};
struct HostFree {
  void operator()(void* memory) const { cudaFreeHost(memory); }
};
struct StreamDestroy {
  void operator()(cudaStream_t stream) const { cudaStreamDestroy(stream); }
};
struct EventDestroy {
  void operator()(cudaEvent_t event) const { cudaEventDestroy(event); }
};
using Stream = std::unique_ptr<CUstream_st, StreamDestroy>;
using Event = std::unique_ptr<CUevent_st, EventDestroy>;

Event make_event() {
  cudaEvent_t event{};
  require(cudaEventCreate(&event), "making an event");
  return Event(event);
}

/// The forecast in device memory.
class DeviceForecast {
 public:
  explicit DeviceForecast(const Forecast& forecast)
      : priors_(forecast.prior, forecast.prior + forecast.prior_count),
        fixed_(forecast.fixed, forecast.fixed + parameter_slots),
        cells_(forecast.cell, forecast.cell + forecast.cell_count),
        score_parts_(forecast.score_part, forecast.score_part + forecast.score_part_count),
        scores_(forecast.table.z, forecast.table.z + table_size(forecast.table)),
        forecast_(1) {
    Forecast copy = forecast;
    copy.prior = thrust::raw_pointer_cast(priors_.data());
    copy.fixed = thrust::raw_pointer_cast(fixed_.data());
    copy.cell = thrust::raw_pointer_cast(cells_.data());
    copy.score_part = thrust::raw_pointer_cast(score_parts_.data());
    if (forecast.table.z != nullptr) copy.table.z = thrust::raw_pointer_cast(scores_.data());
    forecast_[0] = copy;
  }
  const Forecast* get() const { return thrust::raw_pointer_cast(forecast_.data()); }

 private:
  static std::size_t table_size(const ScoreTable& table) {
    return table.z == nullptr ? 0 : static_cast<std::size_t>(table.draws) * table.width;
  }

  thrust::device_vector<Prior> priors_;
  thrust::device_vector<float> fixed_;
  thrust::device_vector<QuantileCell> cells_;
  thrust::device_vector<ScorePart> score_parts_;
  thrust::device_vector<float> scores_;
  thrust::device_vector<Forecast> forecast_;
};

/// The fan counts of a device, dense and in 32 bits. They stay there until the draws are done, or
/// might no longer fit.
class DeviceFan {
 public:
  /// `shared` null: not wanted. Where even managed memory is short, that is an error.
  DeviceFan(const Forecast& forecast, SharedFan* shared) : shared_(shared) {
    if (shared == nullptr) return;
    size_ = static_cast<std::size_t>(FanLayout{forecast.horizon}.size());
    void* memory = nullptr;
    cudaError_t got = cudaMalloc(&memory, bytes());
    if (got == cudaErrorMemoryAllocation) {
      cudaGetLastError();  // it is answered, and must not surface again
      got = cudaMallocManaged(&memory, bytes());
    }
    require(got, "allocating fan counts");
    cells_.reset(static_cast<unsigned*>(memory));
    clear();
  }

  unsigned* cells() const { return cells_.get(); }

  /// Says that so many draws are about to be counted.
  void expect(std::uint64_t draws) {
    if (shared_ != nullptr && expected_ + draws > most_trajectories) flush();
    expected_ += draws;
  }

  /// Adds what has been counted to the counts of all devices, after every kernel has ended.
  void flush() {
    expected_ = 0;
    if (shared_ == nullptr) return;
    require(cudaDeviceSynchronize(), "running a kernel");
    std::vector<std::uint32_t> counted(size_);
    require(cudaMemcpy(counted.data(), cells_.get(), bytes(), cudaMemcpyDefault),
            "copying fan counts");
    shared_->add_cells(counted);
    clear();
  }

 private:
  std::size_t bytes() const { return size_ * sizeof(unsigned); }
  void clear() {
    require(cudaMemset(cells_.get(), 0, bytes()), "clearing fan counts");
    require(cudaDeviceSynchronize(), "clearing fan counts");
  }

  SharedFan* shared_;
  std::size_t size_ = 0;
  std::unique_ptr<unsigned, DeviceFree> cells_;
  std::uint64_t expected_ = 0;
};

/// The rows of the draws that a run keeps one by one, on a device; zero where another device has
/// the draw.
class DeviceRows {
 public:
  explicit DeviceRows(DrawOutcomes* kept)
      : kept_(kept),
        paths_(kept == nullptr ? 0 : kept->paths.size(), 0u),
        months_(kept == nullptr ? 0 : kept->months.size(), 0u) {}

  DrawRows get() {
    if (kept_ == nullptr) return {};
    return {thrust::raw_pointer_cast(paths_.data()), kept_->first_draw, kept_->draws(),
            months_.empty() ? nullptr : thrust::raw_pointer_cast(months_.data())};
  }
  /// Adds the rows to those of the host, after every kernel has ended; one device at a time.
  void add_to_host() const {
    if (kept_ == nullptr) return;
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    add(paths_, kept_->paths);
    add(months_, kept_->months);
  }

 private:
  static void add(const thrust::device_vector<std::uint32_t>& from,
                  std::vector<std::uint32_t>& to) {
    std::vector<std::uint32_t> rows(from.size());
    thrust::copy(from.begin(), from.end(), rows.begin());
    for (std::size_t i = 0; i < rows.size(); ++i) to[i] += rows[i];
  }

  DrawOutcomes* kept_;
  thrust::device_vector<std::uint32_t> paths_, months_;
};

/// Where one chunk of draws is counted: on the device, and then on the host, in a stream of its
/// own, so that the host adds up one chunk while the device runs the next.
class Chunk {
 public:
  /// With `spare_device`, the counts live in managed memory, which the driver may move to the host.
  Chunk(const CountsLayout& layout, bool spare_device)
      : layout_(layout), cells_(static_cast<std::size_t>(layout.size())) {
    void* memory = nullptr;
    const std::size_t bytes = cells_ * sizeof(ChunkCell);
    const cudaError_t got =
        spare_device ? cudaMallocManaged(&memory, bytes) : cudaMalloc(&memory, bytes);
    if (got == cudaErrorMemoryAllocation) {
      cudaGetLastError();  // it is answered, and must not surface again
      throw OutOfDeviceMemory("the GPU has too little free memory for the counts");
    }
    require(got, "allocating counts");
    on_device_.reset(static_cast<ChunkCell*>(memory));
    require(cudaMallocHost(&memory, bytes), "allocating counts of the host");
    on_host_.reset(static_cast<ChunkCell*>(memory));
    cudaStream_t stream{};
    require(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "making a stream");
    stream_.reset(stream);
  }

  bool busy() const { return draws_ > 0; }

  /// Starts the draws of `range`; a launch that finds too little memory leaves the chunk idle.
  void start(const DeviceForecast& forecast, const DrawRows& rows, unsigned* fan, int blocks,
             Range range) {
    const std::size_t bytes = cells_ * sizeof(ChunkCell);
    require(cudaMemsetAsync(on_device_.get(), 0, bytes, stream_.get()), "clearing counts");
    require(cudaEventRecord(begun_.get(), stream_.get()), "timing");
    run_draws_kernel<<<static_cast<unsigned>(blocks), block_warps * warp_paths, 0, stream_.get()>>>(
        forecast.get(), {layout_, on_device_.get(), nullptr, rows}, {fan, layout_.horizon},
        range.first_draw, range.draws);
    const cudaError_t launched = cudaGetLastError();
    if (launched == cudaErrorMemoryAllocation || launched == cudaErrorLaunchOutOfResources)
      throw OutOfDeviceMemory("the GPU has too little free memory to start a kernel");
    require(launched, "starting a kernel");
    require(cudaEventRecord(ended_.get(), stream_.get()), "timing");
    require(
        cudaMemcpyAsync(on_host_.get(), on_device_.get(), bytes, cudaMemcpyDefault, stream_.get()),
        "copying counts");
    draws_ = range.draws;
  }

  /// Waits for the draws and adds their counts; seconds that the kernel took.
  double finish(DrawQueue& queue, std::span<std::uint64_t> counts) {
    require(cudaStreamSynchronize(stream_.get()), "running a kernel");
    float milliseconds = 0;
    require(cudaEventElapsedTime(&milliseconds, begun_.get(), ended_.get()), "timing");
    for (std::size_t i = 0; i < cells_; ++i) counts[i] += on_host_.get()[i];
    queue.finished(draws_, outcomes());
    draws_ = 0;
    return milliseconds * 1e-3;
  }

 private:
  /// [threshold][outcome] of the chunk.
  std::vector<std::uint64_t> outcomes() const {
    std::vector<std::uint64_t> sum(static_cast<std::size_t>(layout_.thresholds) * outcome_count);
    const ChunkCell* batch = on_host_.get() + layout_.outcome_batch(0, 0, 0);
    for (int i = 0; i < outcome_batches; ++i)
      for (std::uint64_t& cell : sum) cell += *batch++;
    return sum;
  }

  CountsLayout layout_;
  std::size_t cells_;
  std::unique_ptr<ChunkCell, DeviceFree> on_device_;
  std::unique_ptr<ChunkCell, HostFree> on_host_;
  Stream stream_;
  Event begun_ = make_event(), ended_ = make_event();
  std::uint64_t draws_ = 0;
};

}  // namespace
}  // namespace racecast
