#include "host/machine/device.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "host/error.hpp"

namespace racecast {
namespace {

void require_arithmetic() {
  const int differences = cpu_selftest();
  if (differences != 0)
    throw Error(ErrorKind::runtime,
                fmt::format("the floating-point self-test failed (bits {:#x}): this build or this "
                            "processor mode would give other results than every other machine; "
                            "rebuild without fast-math and with -ffp-contract=off",
                            static_cast<unsigned>(differences)));
}

ChosenEngine cpu_engine(const DeviceChoice& choice, std::string note) {
  CpuOptions options;
  options.threads = choice.threads;
  options.isa = isa_number(choice.isa);
  return {make_cpu_engine(options), std::move(note)};
}

/// A number of a list like "0,2"; -1 where `text` is no number.
int number_of(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : -1;
}

bool names_gpus(const std::string& device) {
  return device == "cuda" || device == "all" || device.starts_with("cuda:");
}

ChosenEngine choose(const DeviceChoice& choice) {
  if (usable_isas().empty())
    throw Error(ErrorKind::runtime,
                "this processor is too old (it lacks AVX2 and FMA, the "
                "x86-64-v3 level that racecast is built for); use a machine "
                "of about 2015 or newer");
  require_arithmetic();
  if (choice.device == "cpu") return cpu_engine(choice, "");
  std::string why;
  const std::size_t gpus = cuda_devices(&why).size();
  if (gpus > 0) {
    const std::string wanted = choice.device == "auto" ? "cuda" : choice.device;
    return {make_cuda_engine(gpu_numbers(wanted, gpus)), ""};
  }
  if (names_gpus(choice.device))
    throw Error(ErrorKind::runtime,
                fmt::format("no CUDA device can be used ({}); use --device cpu", why));
  return cpu_engine(choice, fmt::format("no GPU is used ({}); running on the CPU", why));
}

}  // namespace

int isa_number(const std::string& name) {
  if (name.empty()) return -1;
  std::vector<std::string> names;
  for (const CpuIsa isa : usable_isas()) {
    if (name == isa_name(isa)) return static_cast<int>(isa);
    names.emplace_back(isa_name(isa));
  }
  throw Error(ErrorKind::runtime, fmt::format("instruction set {} cannot be used here; this "
                                              "processor and build have: {}",
                                              name, fmt::join(names, ", ")));
}

std::optional<std::string> find_device_mistake(const std::string& device) {
  if (std::ranges::find(device_words, device) != device_words.end() || names_gpus(device))
    return {};
  return fmt::format(
      "{} is unknown; it is auto, cpu, cuda, cuda:0,1 (GPUs as `racecast devices` numbers them) or "
      "all (every GPU)",
      device);
}

std::vector<std::string> all_isa_names() {
  std::vector<std::string> names;
  for (int isa = 0; isa <= static_cast<int>(CpuIsa::avx512); ++isa)
    names.emplace_back(isa_name(static_cast<CpuIsa>(isa)));
  return names;
}

std::vector<int> gpu_numbers(const std::string& device, std::size_t available) {
  std::vector<int> numbers;
  if (device == "cuda") return {0};
  if (device == "all" || device == "cuda:all") {
    for (std::size_t i = 0; i < available; ++i) numbers.push_back(static_cast<int>(i));
    return numbers;
  }
  std::string_view left = std::string_view(device).substr(std::string_view("cuda:").size());
  while (true) {
    const std::size_t comma = left.find(',');
    const int number = number_of(left.substr(0, comma));
    if (number < 0 || static_cast<std::size_t>(number) >= available)
      throw Error(
          ErrorKind::usage,
          fmt::format("--device {} names a GPU that is not there ('{}'); there {} {}, "
                      "numbered from 0",
                      device, left.substr(0, comma), available == 1 ? "is" : "are", available));
    if (std::ranges::find(numbers, number) != numbers.end())
      throw Error(ErrorKind::usage,
                  fmt::format("--device {} names GPU {} twice; name each once", device, number));
    numbers.push_back(number);
    if (comma == std::string_view::npos) return numbers;
    left.remove_prefix(comma + 1);
  }
}

ChosenEngine choose_engine(const DeviceChoice& choice, Ranks* ranks) {
  try {
    if (ranks == nullptr) return choose(choice);
    return ranks->lead(choice, choose(ranks->own_share(choice)));
  } catch (const Error&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime, fmt::format("the device cannot be used ({}); see "
                                                "`racecast devices`",
                                                failure.what()));
  }
}

int fair_threads(int own, int sum, int together, int ranks) {
  return std::max(1, sum == together ? own : together / ranks);
}

DeviceChoice share_of(const DeviceChoice& choice, const LocalSlot& slot, int gpus) {
  DeviceChoice share = choice;
  if (share.threads == 0) share.threads = slot.threads;
  if (choice.device == "cpu" || gpus == 0) return share;
  const bool all = choice.device == "all";
  if (!all && choice.device != "auto" && choice.device != "cuda") return share;
  share.device = fmt::format("cuda:{}", slot.number % gpus);
  if (!all) return share;
  // Every GPU of the machine, in turns.
  for (int gpu = slot.number + slot.of; gpu < gpus; gpu += slot.of)
    share.device += fmt::format(",{}", gpu);
  return share;
}

}  // namespace racecast
