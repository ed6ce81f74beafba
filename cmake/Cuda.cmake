# Decides whether the CUDA engine is built: sets RACECAST_WITH_CUDA and enables the language.
include(CheckLanguage)

set(RACECAST_WITH_CUDA OFF)
if(RACECAST_CUDA)
  # Real code for the GPU of this machine where there is one, else for the architecture of CI.
  if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
    if(EXISTS /dev/nvidia0)
      set(CMAKE_CUDA_ARCHITECTURES native)
    else()
      set(CMAKE_CUDA_ARCHITECTURES 90-real 90-virtual)
    endif()
  endif()
  check_language(CUDA)
  if(CMAKE_CUDA_COMPILER)
    enable_language(CUDA)
    if(CMAKE_CUDA_COMPILER_VERSION VERSION_GREATER_EQUAL 12.0)
      set(RACECAST_WITH_CUDA ON)
    else()
      message(STATUS "nvcc ${CMAKE_CUDA_COMPILER_VERSION} is too old for C++20 (12.0 is needed)")
    endif()
  endif()
  if(RACECAST_CUDA STREQUAL "ON" AND NOT RACECAST_WITH_CUDA)
    message(FATAL_ERROR "RACECAST_CUDA is ON, but no working nvcc of version 12.0 or newer was "
      "found (PATH and CUDACXX were searched); install the CUDA toolkit or leave it at AUTO")
  endif()
endif()

if(RACECAST_WITH_CUDA)
  # CMake 3.25 does not know that nvcc 12 and newer speak C++20.
  if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
    set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)
    set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION -std=c++20)
  endif()
  message(STATUS "CUDA engine: ${CMAKE_CUDA_COMPILER} ${CMAKE_CUDA_COMPILER_VERSION}, "
    "architectures ${CMAKE_CUDA_ARCHITECTURES}")
else()
  message(STATUS "CUDA engine: not built (the CPU engine is)")
endif()
