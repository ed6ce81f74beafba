# How the sources are compiled: a folder at a time, with as much optimisation as they are worth, and
# through ccache where it is installed.
option(RACECAST_UNITY "Compile the sources of a folder as one: all of them in a third of the time, but \
one changed file as long as its folder" OFF)

if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(RACECAST_CCACHE ccache)
  if(RACECAST_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${RACECAST_CCACHE})
    set(CMAKE_CUDA_COMPILER_LAUNCHER ${RACECAST_CCACHE})
  endif()
endif()

# -Wrestrict of g++ 12 misfires on `"literal" + std::string` (GCC bug 105651). A local name that hides
# one of another file is no mistake: files compiled together see each other's.
set(racecast_warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND racecast_warnings -Wno-restrict)
  if(RACECAST_UNITY)
    list(APPEND racecast_warnings -Wno-shadow -Wshadow=local)
  endif()
endif()

# Sources with flags of their own stay apart, as CMake has it; so do those with `main`, and those that
# define a macro for the headers of the kernels.
function(racecast_by_folder target)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    cmake_path(IS_PREFIX PROJECT_BINARY_DIR ${source} generated)
    if(generated OR NOT source MATCHES "\\.cpp$" OR source MATCHES "/main\\.cpp$")
      continue()
    endif()
    file(STRINGS ${source} macros REGEX "^#define RC_")
    if(macros)
      continue()
    endif()
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name)
    cmake_path(GET name PARENT_PATH folder)
    string(REPLACE "/" "_" group ${folder})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${RACECAST_UNITY} UNITY_BUILD_MODE GROUP)
endfunction()

# `level` instead of the -O3 of a release: what does not run the engine's inner loops gains nothing by
# it. Flags that the user has chosen stay.
function(racecast_optimise target level)
  if(CMAKE_CXX_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
    target_compile_options(${target} PRIVATE
      $<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>:${level}>)
  endif()
endfunction()
