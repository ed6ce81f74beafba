# Finds the libraries and gives each a target racecast_<library> with what the sources need of it.
macro(racecast_require package debian)
  find_package(${package} ${ARGN} QUIET)
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} was not found; install it (Debian, Ubuntu: ${debian}), "
      "or run scripts/setup, which installs all that is needed")
  endif()
endmacro()

if(RACECAST_PORTABLE)
  set(HDF5_USE_STATIC_LIBRARIES ON)
  set(ZLIB_USE_STATIC_LIBS ON)
endif()
racecast_require(CLI11 libcli11-dev CONFIG)
racecast_require(fmt libfmt-dev CONFIG)
racecast_require(nlohmann_json nlohmann-json3-dev CONFIG)
racecast_require(tomlplusplus libtomlplusplus-dev CONFIG)
racecast_require(Boost libboost-dev 1.74 CONFIG)
find_package(Threads REQUIRED)

# FindHDF5 needs the C language for its probes.
enable_language(C)
racecast_require(HDF5 libhdf5-dev COMPONENTS C HL)
racecast_require(ZLIB zlib1g-dev)

add_library(racecast_hdf5 INTERFACE)
target_include_directories(racecast_hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
target_compile_definitions(racecast_hdf5 INTERFACE ${HDF5_DEFINITIONS})
if(RACECAST_PORTABLE)
  # Debian's h5cc also names curl and crypto (for remote files); without those parts they fall away.
  find_library(RACECAST_SZ libsz.a REQUIRED)
  find_library(RACECAST_AEC libaec.a REQUIRED)
  find_library(RACECAST_HDF5_HL NAMES libhdf5_hl.a libhdf5_serial_hl.a
    PATH_SUFFIXES hdf5/serial REQUIRED)
  find_library(RACECAST_HDF5 NAMES libhdf5.a libhdf5_serial.a PATH_SUFFIXES hdf5/serial REQUIRED)
  target_link_libraries(racecast_hdf5 INTERFACE ${RACECAST_HDF5_HL} ${RACECAST_HDF5} ${RACECAST_SZ}
    ${RACECAST_AEC} ZLIB::ZLIB ${CMAKE_DL_LIBS} m)
  target_link_options(racecast_hdf5 INTERFACE LINKER:--as-needed)
else()
  target_link_libraries(racecast_hdf5 INTERFACE ${HDF5_HL_LIBRARIES} ${HDF5_LIBRARIES})
endif()

add_library(racecast_fmt INTERFACE)
target_link_libraries(racecast_fmt INTERFACE
  $<IF:$<BOOL:${RACECAST_PORTABLE}>,fmt::fmt-header-only,fmt::fmt>)

# Header-only: no shared library is needed, and the parser's asserts are ours to set.
get_target_property(racecast_toml_include tomlplusplus::tomlplusplus INTERFACE_INCLUDE_DIRECTORIES)
add_library(racecast_toml INTERFACE)
target_include_directories(racecast_toml SYSTEM INTERFACE ${racecast_toml_include})
target_compile_definitions(racecast_toml INTERFACE TOML_HEADER_ONLY=1)
