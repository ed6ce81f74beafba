# racecast_tests: the Catch2 tests, which mirror the sources; beside them the tests that are scripts.
racecast_require(Catch2 catch2 CONFIG)
include(Catch)

file(GLOB_RECURSE racecast_test_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*.cpp)
add_executable(racecast_tests ${racecast_test_sources})
add_dependencies(racecast_tests racecast)
target_link_libraries(racecast_tests PRIVATE racecast_host racecast_kernel_flags racecast_hdf5
  racecast_toml Boost::headers Catch2::Catch2)
target_compile_definitions(racecast_tests PRIVATE
  RACECAST_BINARY="$<TARGET_FILE:racecast>" RACECAST_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

catch_discover_tests(racecast_tests TEST_SPEC "~[gpu]~[.]" PROPERTIES TIMEOUT 600)
add_test(NAME gpu COMMAND racecast_tests --gpu)
set_tests_properties(gpu PROPERTIES SKIP_RETURN_CODE 77)

add_test(NAME quick_run COMMAND racecast run ${PROJECT_SOURCE_DIR}/configs/quick.toml
  -o ${PROJECT_BINARY_DIR}/quick.h5 --device cpu --force --quiet)
set_tests_properties(quick_run PROPERTIES FIXTURES_SETUP quick_file)

# A script test: what is left of NAME.py's arguments follows. Exit code 77: skipped.
function(racecast_script_test script)
  get_filename_component(name ${script} NAME_WE)
  add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/${script} ${ARGN})
  set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

find_package(Python3 COMPONENTS Interpreter QUIET)
if(Python3_FOUND)
  string(JOIN " " racecast_cuda_flag_text ${racecast_cuda_flags})
  racecast_script_test(floors.py)
  racecast_script_test(scripts.py)
  racecast_script_test(ptx_gate.py --nvcc "${CMAKE_CUDA_COMPILER}"
    --flags=${racecast_cuda_flag_text})
  set(objects)
  foreach(isa IN LISTS racecast_isas)
    list(APPEND objects ${isa}=$<TARGET_OBJECTS:racecast_cpu_${isa}>)
  endforeach()
  racecast_script_test(isa_symbols.py --nm ${CMAKE_NM} --archive $<TARGET_FILE:racecast_kernels>
    --objects ${objects})
  racecast_script_test(results/open_everywhere.py ${PROJECT_BINARY_DIR}/quick.h5)
  set_tests_properties(open_everywhere PROPERTIES FIXTURES_REQUIRED quick_file)
else()
  message(STATUS "python3 was not found: the tests that are scripts are left out")
endif()
