// racecast-mpi: racecast, under mpirun. Rank 0 is the program; the others lend it their devices.
#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "host/commands/commands.hpp"
#include "host/mpi/mpi_ranks.hpp"

namespace {

int run(int argc, char** argv) {
  racecast::mpi::MpiRanks ranks(MPI_COMM_WORLD);
  try {
    if (ranks.rank() > 0) {
      ranks.follow();
      return 0;  // the exit code is rank 0's to give
    }
    const int exit_code = racecast::run_command_line(argc, argv, &ranks);
    ranks.dismiss(exit_code);
    return exit_code;
  } catch (const std::exception& failure) {
    // The others cannot go on without this rank; what was done is in the last checkpoint.
    std::cerr << fmt::format("racecast: error: rank {} failed ({})\n", ranks.rank(),
                             failure.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  const int exit_code = run(argc, argv);
  MPI_Finalize();
  return exit_code;
}
