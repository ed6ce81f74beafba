// Runs draws of a forecast one instruction at a time and writes how often each was executed: what
// the compiler really made of the model, to compare with what racecast counts of it.
//
//   racecast_steps CONFIG ISA DRAWS
//
// The first line names the kinds of operations that count_operations() counts. The second has the
// lanes of a group and of a vector, and then those counts of the same draws. Then comes a line for
// each executed instruction: its offset from the start of the program, and how often. Linux on
// x86-64 alone; exit code 77 elsewhere.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "kernels/engine/calibration.hpp"
#include "kernels/engine/count_operations.hpp"
#include "kernels/engine/cpu_isa.hpp"
#include "kernels/engine/engine.hpp"

#if defined(__x86_64__) && defined(__linux__)
#include <ucontext.h>

RC_DECLARE_ISA(avx2)
RC_DECLARE_ISA(avx512)

extern "C" const char __executable_start, etext;

namespace {

using racecast::Forecast;

std::uint64_t* executed;  // by offset from the start of the program
const std::uint64_t program_start = reinterpret_cast<std::uint64_t>(&__executable_start);
const std::uint64_t program_size = reinterpret_cast<std::uint64_t>(&etext) - program_start;

void note_step(int, siginfo_t*, void* context) {
  const auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const std::uint64_t offset = static_cast<std::uint64_t>(registers[REG_RIP]) - program_start;
  if (offset < program_size) ++executed[offset];
}

void step_by_step(bool on) {
  // The trap flag of the processor: a trap after every instruction.
  if (on)
    asm volatile("pushfq\n\torq $0x100, (%%rsp)\n\tpopfq" ::: "memory", "cc");
  else
    asm volatile("pushfq\n\tandq $~0x100, (%%rsp)\n\tpopfq" ::: "memory", "cc");
}

struct Cells {
  std::vector<unsigned long long> cells, live;
  explicit Cells(const Forecast& forecast)
      : cells(static_cast<std::size_t>(racecast::layout_of(forecast).size())),
        live(static_cast<std::size_t>(forecast.threshold_count) * racecast::outcome_count) {}
};

std::vector<std::uint64_t> step_draws(decltype(&racecast::avx2::run_draws) run_draws,
                                      const Forecast& forecast, std::uint64_t draws) {
  std::vector<std::uint64_t> counts(program_size);
  executed = counts.data();
  struct sigaction action {};
  action.sa_sigaction = note_step;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGTRAP, &action, nullptr);
  Cells at(forecast);
  step_by_step(true);
  run_draws(forecast, 0, draws, at.cells.data(), at.live.data(), {}, nullptr);
  step_by_step(false);
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string isa = argv[2];
  const std::uint64_t draws = std::strtoull(argv[3], nullptr, 10);
  // Four years: a trap takes microseconds.
  const racecast::Config config = racecast::load_config(argv[1], {{{"run.horizon", "2029-12"}}});
  const Forecast forecast = config.bound();
  for (const racecast::CpuIsa usable : racecast::usable_isas()) {
    if (isa != racecast::isa_name(usable)) continue;
    if (usable == racecast::CpuIsa::portable) break;  // has no vectors
    const auto run = usable == racecast::CpuIsa::avx512 ? racecast::avx512::run_draws
                                                        : racecast::avx2::run_draws;
    const racecast::LaneShape shape = racecast::lane_shape(usable);
    racecast::OperationCounts operations;
    Cells at(forecast);
    if (!racecast::count_operations(forecast, shape.group, 0, draws, at.cells.data(),
                                    at.live.data(), operations))
      return 1;
#define RC_OPERATION(name, meaning) fmt::print("{} ", #name);
    RC_OPERATIONS(RC_OPERATION)
#undef RC_OPERATION
    fmt::print("\n{} {}", shape.group, shape.vector);
    for (const std::uint64_t count : operations.of) fmt::print(" {}", count);
    fmt::print("\n");
    const std::vector<std::uint64_t> counts = step_draws(run, forecast, draws);
    if (std::ranges::count(counts, 0u) == std::ssize(counts)) return 77;  // no trap came
    for (std::size_t offset = 0; offset < counts.size(); ++offset)
      if (counts[offset] != 0) fmt::print("{:x} {}\n", offset, counts[offset]);
    return 0;
  }
  fmt::print("{} cannot be used here\n", isa);
  return 77;
}

#else

int main() { return 77; }

#endif
