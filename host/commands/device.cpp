#include "host/commands/device.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>
#include <vector>

#include "host/error.hpp"

namespace racecast {
namespace {

void require_arithmetic() {
  const int differences = cpu_selftest();
  if (differences != 0) {
    throw Error(ErrorKind::runtime,
                fmt::format("the floating-point self-test failed (bits {:#x}): this build or this "
                            "processor mode would give other results than every other machine; "
                            "rebuild without fast-math and with -ffp-contract=off",
                            static_cast<unsigned>(differences)));
  }
}

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

ChosenEngine cpu_engine(const DeviceChoice& choice, std::string note) {
  CpuOptions options;
  options.threads = choice.threads;
  options.isa = isa_number(choice.isa);
  return {make_cpu_engine(options), std::move(note)};
}

ChosenEngine choose(const DeviceChoice& choice) {
  if (usable_isas().empty()) {
    throw Error(ErrorKind::runtime,
                "this processor is too old (it lacks AVX2 and FMA, the "
                "x86-64-v3 level that racecast is built for); use a machine "
                "of about 2015 or newer");
  }
  require_arithmetic();
  if (choice.device == "cpu") return cpu_engine(choice, "");
  std::string why;
  if (!cuda_devices(&why).empty()) return {make_cuda_engine(), ""};
  if (choice.device == "cuda") {
    throw Error(ErrorKind::runtime,
                fmt::format("no CUDA device can be used ({}); use --device cpu", why));
  }
  return cpu_engine(choice, fmt::format("no GPU is used ({}); running on the CPU", why));
}

}  // namespace

ChosenEngine choose_engine(const DeviceChoice& choice) {
  try {
    return choose(choice);
  } catch (const Error&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime, fmt::format("the device cannot be used ({}); see "
                                                "`racecast devices`",
                                                failure.what()));
  }
}

}  // namespace racecast
