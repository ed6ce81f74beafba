// racecast_bits LIBRARY CONFIG DRAWS [SEED]: what a build of the inner loop (library.cpp) gives for the first
// DRAWS draws of a config: the self-test's faults, a hash of every state, the digest of the counts.
// racecast_bits --dump CONFIG FILE: the forecast of a config, for bare.cpp.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/result.hpp"
#include "kernels/engine/engine.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast {
namespace {

using Run = void(const Forecast&, std::uint64_t, unsigned long long*, unsigned long long*);
using States = std::uint64_t(const Forecast&, std::uint64_t);
using SelfTest = int();

template <class Function>
Function* symbol(void* library, const char* name) {
  void* address = dlsym(library, name);
  if (address == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<Function*>(address);
}

std::string digest(Run& run, const Config& config, std::uint64_t draws) {
  const Forecast forecast = config.forecast;
  Result result;
  result.layout = layout_of(forecast);
  const auto cells = static_cast<std::size_t>(result.layout.size());
  std::vector<unsigned long long> counts(cells), live(max_thresholds * outcome_count);
  run(forecast, draws, counts.data(), live.data());
  result.counts.assign(counts.begin(), counts.end());
  return counts_digest(result);
}

template <class T>
void write(std::ofstream& file, const T* items, std::size_t n) {
  file.write(reinterpret_cast<const char*>(items), static_cast<std::streamsize>(n * sizeof(T)));
}
template <class T>
void write(std::ofstream& file, const std::vector<T>& items) {
  write(file, items.data(), items.size());
}

/// Writes a forecast as it stands in memory, and its tables.
int dump(const char* config_path, const char* path) {
  const Config config = load_config(config_path);
  std::ofstream file(path, std::ios::binary);
  write(file, &config.forecast, 1);
  write(file, config.tables->priors);
  write(file, config.tables->fixed);
  write(file, config.tables->cells);
  write(file, config.tables->score_parts);
  return file.flush() ? 0 : 1;
}

int main_of(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--dump") return dump(argv[2], argv[3]);
  if (argc != 4 && argc != 5)
    throw std::runtime_error("usage: racecast_bits LIBRARY CONFIG DRAWS [SEED]");
  const std::unique_ptr<void, int (*)(void*)> library(dlopen(argv[1], RTLD_NOW), dlclose);
  if (!library) throw std::runtime_error(dlerror());
  const int faults = (*symbol<SelfTest>(library.get(), "racecast_bits_selftest"))();
  ConfigOptions options;
  if (argc == 5) options.set.emplace_back("run.seed", argv[4]);
  const Config config = load_config(argv[2], options);
  const std::uint64_t draws = std::strtoull(argv[3], nullptr, 10);
  Run& run = *symbol<Run>(library.get(), "racecast_bits_run");
  States& states = *symbol<States>(library.get(), "racecast_bits_states");
  const auto hash = static_cast<unsigned long long>(states(config.forecast, draws));
  std::printf("%d %016llx %s\n", faults, hash, digest(run, config, draws).c_str());
  return 0;
}

}  // namespace
}  // namespace racecast

int main(int argc, char** argv) {
  try {
    return racecast::main_of(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "racecast_bits: %s\n", error.what());
    return 1;
  }
}
