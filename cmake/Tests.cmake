# racecast_tests: the Catch2 tests, which mirror the sources; beside them the tests that are scripts.
racecast_require(Catch2 catch2 CONFIG)

# Engines have a fortieth of their speed with sanitizers: long tests are given less to do there.
set(sanitized)
set(crash_size --kills 5 --trajectories 400000)
set(processes_size --check --draws 2048)
set(verification_size --check --paths 2097152)
set(battery_size --quick)
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  set(sanitized --sanitized)
  set(crash_size --kills 5 --trajectories 100000)
  # Tables alone: so short a run cannot show what their checks ask for.
  set(processes_size --draws 64)
  set(verification_size --paths 131072)
  set(battery_size --quick --layouts within)
endif()

# Tests of the kernels see vector lanes beside the single lane. Only they are built for the floor of
# the engines, so that the rest runs, and can refuse, on an older processor.
set(racecast_kernel_test "^tests/((base|model)/|priors/prior_)")
file(GLOB_RECURSE racecast_test_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/tests/*.cpp)
list(FILTER racecast_test_sources EXCLUDE REGEX "^tests/(bits|damage|fuzz|random)/")
set(RACECAST_ONLY_TESTS "" CACHE STRING "Test files to build, from the root; empty: all")
if(RACECAST_ONLY_TESTS)
  set(racecast_test_sources ${RACECAST_ONLY_TESTS} tests/main.cpp)
endif()
set(racecast_kernel_tests ${racecast_test_sources})
list(FILTER racecast_kernel_tests INCLUDE REGEX "${racecast_kernel_test}")
set(racecast_other_tests ${racecast_test_sources})
list(FILTER racecast_other_tests EXCLUDE REGEX "${racecast_kernel_test}")
add_executable(racecast_tests ${racecast_other_tests})
if(NOT RACECAST_SLIM)
  add_dependencies(racecast_tests racecast)
endif()
# A build of few tests is spared what none of them looks at.
set(racecast_tested racecast_host)
foreach(source IN LISTS racecast_test_sources)
  file(STRINGS ${source} includes REGEX "^#include \"verification/")
  if(includes)
    set(racecast_tested racecast_verification)
    break()
  endif()
endforeach()
add_library(racecast_test_flags INTERFACE)
target_link_libraries(racecast_test_flags INTERFACE ${racecast_tested} racecast_kernel_flags racecast_hdf5
  racecast_toml Boost::headers Catch2::Catch2)
target_compile_definitions(racecast_test_flags INTERFACE RACECAST_SANITIZED=$<BOOL:${sanitized}>
  RACECAST_BINARY="$<TARGET_FILE:racecast>" RACECAST_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(racecast_tests PRIVATE racecast_test_flags)
racecast_by_folder(racecast_tests)
racecast_optimise(racecast_tests -O0)

if(racecast_kernel_tests)
  add_library(racecast_kernel_tests OBJECT ${racecast_kernel_tests})
  target_link_libraries(racecast_kernel_tests PRIVATE racecast_test_flags)
  target_compile_options(racecast_kernel_tests PRIVATE ${racecast_isa_flags_portable})
  target_compile_definitions(racecast_kernel_tests PRIVATE RC_ISA=tests RC_WIDTH=8)
  racecast_by_folder(racecast_kernel_tests)
  racecast_optimise(racecast_kernel_tests -O1)
  target_sources(racecast_tests PRIVATE $<TARGET_OBJECTS:racecast_kernel_tests>)
endif()

# One test of ctest for each file, by the tag that Catch2 makes of a file's name. (Names of test cases
# are sentences; those of ctest may not hold every character of a sentence.)
set(racecast_test_tags)
foreach(source IN LISTS racecast_test_sources)
  if(NOT source MATCHES "_test\\.cpp$" OR source MATCHES "gpu_test\\.cpp$")
    continue()
  endif()
  get_filename_component(tag ${source} NAME_WE)
  if(tag IN_LIST racecast_test_tags)
    message(FATAL_ERROR "two test files are named ${tag}.cpp; rename one: ctest runs them by name")
  endif()
  list(APPEND racecast_test_tags ${tag})
  string(REGEX REPLACE "^tests/(.*)_test\\.cpp$" "\\1" name ${source})
  add_test(NAME ${name} COMMAND racecast_tests -\# -w NoTests "[\#${tag}]~[gpu]~[.]")
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endforeach()
# Files named *gpu_test.cpp hold tests tagged [gpu] alone.
add_test(NAME gpu COMMAND racecast_tests --gpu)
set_tests_properties(gpu PROPERTIES SKIP_RETURN_CODE 77)

add_test(NAME quick_run COMMAND racecast run ${PROJECT_SOURCE_DIR}/configs/quick.toml
  -o ${PROJECT_BINARY_DIR}/quick.h5 --device cpu --force --quiet)
set_tests_properties(quick_run PROPERTIES FIXTURES_SETUP quick_file)

# Every process of the model is alive, and the medians of the baseline meet the evidence.
add_test(NAME processes COMMAND racecast_tables processes ${processes_size})
add_test(NAME evidence COMMAND racecast_tables evidence --check)
# The engine against closed forms, shorter than docs/verification.md has it.
add_test(NAME verification_table COMMAND racecast_tables verification ${verification_size}
  --page ${PROJECT_SOURCE_DIR}/docs/verification.md)
set_tests_properties(verification_table PROPERTIES LABELS model TIMEOUT 1800)
# The scores that summaries quote are those of this model.
add_test(NAME hindcast_record COMMAND racecast_tables hindcast-record --check)
set_tests_properties(processes evidence hindcast_record PROPERTIES LABELS model TIMEOUT 1800)

# A script test: what is left of NAME.py's arguments follows. Exit code 77: skipped.
function(racecast_script_test script)
  get_filename_component(name ${script} NAME_WE)
  add_test(NAME ${name} COMMAND ${RACECAST_PYTHON} ${PROJECT_SOURCE_DIR}/tests/${script} ${ARGN})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

# Runs one build of the inner loop, for the bit-exactness matrix.
add_executable(racecast_bits ${PROJECT_SOURCE_DIR}/tests/bits/runner.cpp)
target_link_libraries(racecast_bits PRIVATE racecast_host ${CMAKE_DL_LIBS})

# Writes the engine's random words for batteries of tests.
add_executable(racecast_words ${PROJECT_SOURCE_DIR}/tests/random/words.cpp)
target_link_libraries(racecast_words PRIVATE racecast_kernel_flags)
target_compile_options(racecast_words PRIVATE ${racecast_isa_flags_portable})

# The system's own python3 first: it is the one that has the packages of scripts/setup.
find_program(RACECAST_PYTHON python3 HINTS /usr/bin)
if(RACECAST_PYTHON)
  string(JOIN " " racecast_cuda_flag_text ${racecast_cuda_flags})
  racecast_script_test(floors.py)
  racecast_script_test(light_headers.py)
  racecast_script_test(scripts.py)
  racecast_script_test(speed_table.py)
  racecast_script_test(mutation/mutate.py)
  racecast_script_test(config/schema.py --racecast $<TARGET_FILE:racecast>)
  racecast_script_test(ptx_gate.py --nvcc=${CMAKE_CUDA_COMPILER}
    --flags=${racecast_cuda_flag_text})
  racecast_script_test(registers.py --nvcc=${CMAKE_CUDA_COMPILER}
    --flags=${racecast_cuda_flag_text})
  racecast_script_test(docs.py --tables $<TARGET_FILE:racecast_tables>)
  set_tests_properties(docs PROPERTIES LABELS model TIMEOUT 1800)
  set(objects)
  foreach(isa IN LISTS racecast_isas)
    list(APPEND objects ${isa}=$<TARGET_OBJECTS:racecast_cpu_${isa}>
      ${isa}=$<TARGET_OBJECTS:racecast_observables_${isa}>)
  endforeach()
  racecast_script_test(isa_symbols.py --nm ${CMAKE_NM} --archive $<TARGET_FILE:racecast_kernels>
    --objects ${objects})
  racecast_script_test(worked_example.py --racecast $<TARGET_FILE:racecast>)
  set_tests_properties(worked_example PROPERTIES TIMEOUT 3600)  # builds the tree
  racecast_script_test(bits/matrix.py --runner $<TARGET_FILE:racecast_bits>)
  racecast_script_test(bits/neon.py --runner $<TARGET_FILE:racecast_bits>)
  racecast_script_test(commands/completion.py --racecast $<TARGET_FILE:racecast>)
  racecast_script_test(commands/json_keys.py --racecast $<TARGET_FILE:racecast>)
  racecast_script_test(fuzz/replay.py --replay $<TARGET_FILE:racecast_replay>
    --racecast $<TARGET_FILE:racecast> ${sanitized})
  racecast_script_test(fuzz/fuzz.py --build ${PROJECT_BINARY_DIR}/fuzz --executions 40000 --plants
    --launcher=${CMAKE_CXX_COMPILER_LAUNCHER})
  set_tests_properties(fuzz PROPERTIES TIMEOUT 1800)
  if(sanitized)
    set_tests_properties(fuzz PROPERTIES DISABLED ON)  # builds itself, with sanitizers of its own
  endif()
  # A quick part of dieharder, where it is installed; scripts/random runs all of it.
  racecast_script_test(random/battery.py --words $<TARGET_FILE:racecast_words> ${battery_size})
  set_tests_properties(battery PROPERTIES TIMEOUT 1200)
  racecast_script_test(damage/damage.py --damage $<TARGET_FILE:racecast_damage>)
  set_tests_properties(damage PROPERTIES TIMEOUT 1800)
  racecast_script_test(crash/crash.py --racecast $<TARGET_FILE:racecast> ${crash_size})
  racecast_script_test(crash/refusals.py --racecast $<TARGET_FILE:racecast> ${sanitized})
  set(mpi)
  if(TARGET racecast-mpi)
    set(mpi --mpi $<TARGET_FILE:racecast-mpi>)
  endif()
  racecast_script_test(mpi/ranks.py --racecast $<TARGET_FILE:racecast> ${mpi} ${sanitized})
  set_tests_properties(crash refusals ranks PROPERTIES TIMEOUT 1200)
  racecast_script_test(batch/examples.py --racecast $<TARGET_FILE:racecast>)
  racecast_script_test(batch/slurm.py --racecast $<TARGET_FILE:racecast> ${mpi}
    ${sanitized})
  racecast_script_test(batch/snakefile.py --racecast $<TARGET_FILE:racecast> ${sanitized})
  set_tests_properties(examples slurm snakefile PROPERTIES TIMEOUT 600)
  if(sanitized)  # MPI's own memory and threads, which are not built for them
    set_tests_properties(ranks slurm PROPERTIES ENVIRONMENT
      "ASAN_OPTIONS=detect_leaks=0;TSAN_OPTIONS=ignore_noninstrumented_modules=1")
  endif()
  # Signals must find jobs at work, whose length is measured before: nothing else may run meanwhile.
  cmake_host_system_information(RESULT processors QUERY NUMBER_OF_LOGICAL_CORES)
  set_tests_properties(slurm PROPERTIES PROCESSORS ${processors})
  racecast_script_test(gpu_check.py --build ${PROJECT_BINARY_DIR} ${sanitized})
  racecast_script_test(peers/peers_agree.py --racecast $<TARGET_FILE:racecast>
    --nvcc=${CMAKE_CUDA_COMPILER})
  set_tests_properties(gpu_check peers_agree PROPERTIES TIMEOUT 600)
  racecast_script_test(results/open_everywhere.py ${PROJECT_BINARY_DIR}/quick.h5)
  set_tests_properties(open_everywhere PROPERTIES FIXTURES_REQUIRED quick_file)
  racecast_script_test(results/open_sweep.py $<TARGET_FILE:racecast>)
  racecast_script_test(analysis/recipes.py --racecast $<TARGET_FILE:racecast>)
  racecast_script_test(analysis/documents.py --racecast $<TARGET_FILE:racecast>)
  set_tests_properties(recipes documents PROPERTIES TIMEOUT 1200)
  racecast_script_test(report_page.py --racecast $<TARGET_FILE:racecast>
    --packages ${racecast_page_folder} --artefacts ${PROJECT_BINARY_DIR}/report_page
    --configs ${PROJECT_SOURCE_DIR}/configs)
  set_tests_properties(report_page PROPERTIES TIMEOUT 1200)
else()
  message(STATUS "python3 was not found: the tests that are scripts are left out")
endif()
# Seconds of the long ones, roughly: ctest starts with what costs most, so that nothing long is left to
# run by itself.
foreach(cost worked_example:300 fuzz:150 processes:120 docs:60 battery:50 matrix:50 crash:40 refusals:40
    ranks:40 slurm:40 verification_table:40 damage:40 explain/config_difference:30 recipes:30 report_page:30)
  string(REGEX REPLACE ":.*" "" name ${cost})
  string(REGEX REPLACE ".*:" "" seconds ${cost})
  if(TEST ${name})
    set_tests_properties(${name} PROPERTIES COST ${seconds})
  endif()
endforeach()

set(slower 1)
if(sanitized)
  set(slower 10)
endif()
set(RACECAST_TIMEOUT_FACTOR ${slower} CACHE STRING
  "Times that tests may take longer: on slow machines, or with sanitizers")
get_property(tests DIRECTORY PROPERTY TESTS)
foreach(test IN LISTS tests)
  get_property(limit TEST ${test} PROPERTY TIMEOUT)
  if(NOT limit)
    set(limit 1500)  # that of ctest
  endif()
  math(EXPR limit "${limit} * ${RACECAST_TIMEOUT_FACTOR}")
  set_tests_properties(${test} PROPERTIES TIMEOUT ${limit})
endforeach()
