# The fuzzer of the config path: libFuzzer with the address and undefined-behaviour sanitizers, once as
# developers build (checks of the standard library on) and once as users do (NDEBUG). scripts/fuzz
# runs both. racecast_replay runs the same cases without the fuzzer, with any compiler.
set(racecast_fuzz_common ${PROJECT_SOURCE_DIR}/tests/fuzz/case.cpp
  ${PROJECT_SOURCE_DIR}/tests/fuzz/files_in_memory.cpp
  ${PROJECT_SOURCE_DIR}/tests/fuzz/properties.cpp)
# It asks the model for the values of priors, as an engine of one lane.
set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/fuzz/properties.cpp PROPERTIES
  COMPILE_DEFINITIONS RC_ISA=cases COMPILE_OPTIONS "${racecast_isa_flags_portable}")

if(RACECAST_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "RACECAST_FUZZ needs clang++ (-DCMAKE_CXX_COMPILER=clang++); scripts/fuzz "
      "makes such a build")
  endif()
  # The sources anew, because every part must be instrumented; without files.cpp, which knows the disk.
  file(GLOB racecast_fuzz_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/host/config/*.cpp
    ${PROJECT_SOURCE_DIR}/host/keys/*.cpp ${PROJECT_SOURCE_DIR}/host/numerics/*.cpp
    ${PROJECT_SOURCE_DIR}/host/priors/*.cpp ${PROJECT_SOURCE_DIR}/host/text/*.cpp
    ${PROJECT_SOURCE_DIR}/host/toml/*.cpp ${PROJECT_SOURCE_DIR}/kernels/model/*.cpp)
  list(FILTER racecast_fuzz_sources EXCLUDE REGEX "/files\\.cpp$")
  foreach(mode checked release)
    add_executable(racecast_fuzz_${mode} ${racecast_fuzz_sources} ${racecast_fuzz_common}
      ${PROJECT_SOURCE_DIR}/tests/fuzz/target.cpp ${PROJECT_SOURCE_DIR}/tests/fuzz/mutator.cpp
      ${PROJECT_SOURCE_DIR}/tests/fuzz/no_hdf5.cpp)
    target_link_libraries(racecast_fuzz_${mode} PRIVATE racecast_flags racecast_toml racecast_fmt
      Boost::headers)
    target_compile_options(racecast_fuzz_${mode} PRIVATE -O1 -g1 -fno-omit-frame-pointer
      -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
      -fno-sanitize-coverage=trace-cmp)
    target_link_options(racecast_fuzz_${mode} PRIVATE -fsanitize=fuzzer,address,undefined)
    racecast_by_folder(racecast_fuzz_${mode})
  endforeach()
  target_compile_options(racecast_fuzz_checked PRIVATE -UNDEBUG -D_GLIBCXX_ASSERTIONS)
  target_compile_options(racecast_fuzz_release PRIVATE -DNDEBUG)
endif()

# The cases without the fuzzer. What stands in for files.cpp is linked first, so that the library's own
# never is.
if(RACECAST_TESTS)
  add_executable(racecast_replay ${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cpp ${racecast_fuzz_common})
  target_link_libraries(racecast_replay PRIVATE racecast_host)
  racecast_optimise(racecast_replay -O1)
endif()

# Damages result files and runs the commands that read them; tests/damage/damage.py.
if(RACECAST_TESTS)
  file(GLOB racecast_damage_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/damage/*.cpp)
  add_executable(racecast_damage ${racecast_damage_sources})
  target_link_libraries(racecast_damage PRIVATE racecast_host racecast_hdf5 racecast_fmt CLI11::CLI11)
  racecast_by_folder(racecast_damage)
  racecast_optimise(racecast_damage -O1)
endif()
