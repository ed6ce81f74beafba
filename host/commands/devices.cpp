#include <fmt/format.h>

#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/show.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {
namespace {

struct Devices {
  std::vector<DeviceInfo> usable;
  std::string why_no_cpu;  ///< empty where there is one
  std::string why_no_cuda;
};

Devices find_devices() {
  Devices devices;
  if (usable_isas().empty()) {
    devices.why_no_cpu = "the processor lacks AVX2 and FMA, the x86-64-v3 level";
  } else {
    devices.usable.push_back(make_cpu_engine()->device());
  }
  for (const DeviceInfo& device : cuda_devices(&devices.why_no_cuda)) {
    devices.usable.push_back(device);
  }
  return devices;
}

Data data_of(const Devices& devices) {
  const auto device_data = [](const DeviceInfo& device) {
    return Data{{"kind", device.kind}, {"name", device.name}, {"detail", device.detail}};
  };
  return {{"devices", list_of(devices.usable, device_data)},
          {"instruction_sets", list_of(usable_isas(), isa_name)},
          {"why_no_cpu", devices.why_no_cpu},
          {"why_no_cuda", devices.why_no_cuda}};
}

void print_text(const Devices& devices) {
  int gpu = 0;
  for (const DeviceInfo& device : devices.usable) {
    const std::string number = device.kind == "cuda" ? fmt::format(":{}", gpu++) : "";
    fmt::print("{:<7} {} ({})\n", device.kind + number, device.name, device.detail);
  }
  if (!devices.why_no_cpu.empty()) fmt::print("cpu     none ({})\n", devices.why_no_cpu);
  if (!devices.why_no_cuda.empty()) fmt::print("cuda    none ({})\n", devices.why_no_cuda);
}

struct DevicesCommand {
  bool json = false;
};

int devices(const DevicesCommand& command) {
  const Devices found = find_devices();
  command.json ? show(data_of(found), KeyOrder::as_given) : print_text(found);
  return 0;
}

void devices_options(Command& command, DevicesCommand& fields) {
  command.add(options::json, &fields.json);
}

}  // namespace

Command devices_command() {
  return make_command("devices", "List what a forecast can run on", devices_options, devices);
}

}  // namespace racecast
