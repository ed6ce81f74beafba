# racecast-mpi: the program for mpirun, where MPI is found. Apart from racecast, which runs where there
# is no MPI.
set(RACECAST_MPI AUTO CACHE STRING "Build racecast-mpi: AUTO (where MPI is found), ON or OFF")
set_property(CACHE RACECAST_MPI PROPERTY STRINGS AUTO ON OFF)
if(RACECAST_MPI AND NOT RACECAST_PORTABLE)
  set(MPI_CXX_SKIP_MPICXX ON)
  find_package(MPI COMPONENTS CXX QUIET)
endif()
if(MPI_CXX_FOUND)
  file(GLOB racecast_mpi_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/host/mpi/*.cpp)
  add_executable(racecast-mpi ${racecast_mpi_sources})
  # Of MPI its headers and libraries, not the flags that it was built with.
  target_include_directories(racecast-mpi SYSTEM PRIVATE ${MPI_CXX_INCLUDE_DIRS})
  target_compile_definitions(racecast-mpi PRIVATE ${MPI_CXX_COMPILE_DEFINITIONS})
  target_link_libraries(racecast-mpi PRIVATE racecast_host CLI11::CLI11 ${MPI_CXX_LIBRARIES}
    Threads::Threads)
  set_target_properties(racecast-mpi PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  install(TARGETS racecast-mpi)
elseif(RACECAST_MPI STREQUAL "ON")
  message(FATAL_ERROR "RACECAST_MPI=ON takes MPI (Debian, Ubuntu: libopenmpi-dev openmpi-bin)")
else()
  message(STATUS "racecast-mpi is left out: MPI was not found, or is not wanted")
endif()
