# Generates racecast/version.hpp at build time, so that the commit is that of the sources built.
set(RACECAST_GENERATED ${PROJECT_BINARY_DIR}/generated)
string(TOUPPER "${CMAKE_BUILD_TYPE}" racecast_build_type)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${racecast_build_type}}" racecast_cxx_flags)
set(racecast_compiler "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
if(RACECAST_WITH_CUDA)
  string(APPEND racecast_compiler ", nvcc ${CMAKE_CUDA_COMPILER_VERSION}")
endif()

add_custom_target(racecast_version
  BYPRODUCTS ${RACECAST_GENERATED}/racecast/version.hpp
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}
    -DTEMPLATE=${PROJECT_SOURCE_DIR}/cmake/version.hpp.in
    -DTARGET=${RACECAST_GENERATED}/racecast/version.hpp
    -DVERSION=${PROJECT_VERSION} "-DCOMPILER=${racecast_compiler}" "-DFLAGS=${racecast_cxx_flags}"
    -P ${PROJECT_SOURCE_DIR}/cmake/write_version.cmake
  COMMENT "Reading the commit" VERBATIM)
