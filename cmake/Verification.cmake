# racecast_tables: the tables of the documentation, and the checks that hang on them.
file(GLOB_RECURSE racecast_verification_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/verification/*.cpp)
list(FILTER racecast_verification_sources EXCLUDE REGEX "^verification/main\\.cpp$")

add_library(racecast_verification STATIC ${racecast_verification_sources})
target_link_libraries(racecast_verification PUBLIC racecast_host PRIVATE racecast_kernel_flags
  Boost::headers Threads::Threads)
racecast_by_folder(racecast_verification)
racecast_optimise(racecast_verification -O1)

set(racecast_verification_quiet $<$<CXX_COMPILER_ID:GNU>:-Wno-uninitialized;-Wno-maybe-uninitialized>)

# What watches the paths is built as an engine is, for the oldest processor that runs one.
# -Wuninitialized: as in Kernels.cmake.
set(racecast_observe_width 8)
if(CMAKE_CXX_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
  list(APPEND racecast_verification_quiet $<$<CONFIG:Release>:-O3>)
endif()
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=address")
  set(racecast_observe_width 1)  # it looks at a vector by a call, at a number in place
endif()
set_source_files_properties(${PROJECT_SOURCE_DIR}/verification/processes/observe_draws.cpp PROPERTIES
  COMPILE_OPTIONS "${racecast_isa_flags_portable};${racecast_verification_quiet}"
  COMPILE_DEFINITIONS "RC_ISA=observe;RC_WIDTH=${racecast_observe_width}")

add_executable(racecast_tables ${PROJECT_SOURCE_DIR}/verification/main.cpp)
target_compile_definitions(racecast_tables PRIVATE RACECAST_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(racecast_tables PRIVATE racecast_verification CLI11::CLI11)
set_target_properties(racecast_tables PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
