# Writes TARGET, the pieces of the page of `racecast report`, from SOURCE (report/) by way of FOLDER;
# without pieces where it is not WANTED or npm fails. Arguments: SOURCE, FOLDER, TARGET, NODE, NPM,
# WANTED, REQUIRED (ON: failing is an error), TESTS (with what the test in a browser needs).
function(write_without_pieces)
  file(CONFIGURE OUTPUT ${TARGET} CONTENT "// Written by cmake/bundle_report.cmake: no page.
#include \"host/page/page.hpp\"

namespace racecast {

std::span<const std::string_view> page_pieces() { return {}; }

}  // namespace racecast
" @ONLY)
endfunction()

# Runs a command in FOLDER: status and output.
macro(run_in_folder)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${FOLDER} RESULT_VARIABLE status
    OUTPUT_VARIABLE output ERROR_VARIABLE output)
endmacro()

if(NOT WANTED)
  file(REMOVE ${FOLDER}/bundled)
  write_without_pieces()
  return()
endif()

# What it is made of, as one text: the same again means that nothing is to be done.
file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/src/* ${SOURCE}/*.mjs ${SOURCE}/package*.json)
list(FILTER files EXCLUDE REGEX "(^|/)node_modules/")
set(made_of "")
set(packages "tests: ${TESTS}\n")
foreach(file IN LISTS files)
  file(SHA256 ${SOURCE}/${file} digest)
  string(APPEND made_of "${digest} ${file}\n")
  if(file MATCHES "(^|/)package[^/]*\\.json$")
    string(APPEND packages "${digest}\n")
  endif()
endforeach()
set(bundled "")
if(EXISTS ${FOLDER}/bundled)
  file(READ ${FOLDER}/bundled bundled)
endif()
set(installed "")
if(EXISTS ${FOLDER}/installed)
  file(READ ${FOLDER}/installed installed)
endif()
if(bundled STREQUAL "${packages}${made_of}" AND EXISTS ${TARGET})
  return()
endif()

# Nothing else may have been generated yet: in a clean build this comes first.
cmake_path(GET TARGET PARENT_PATH target_folder)
file(MAKE_DIRECTORY ${FOLDER} ${target_folder})
if(NOT installed STREQUAL packages)
  file(REMOVE ${FOLDER}/installed)
  file(COPY ${SOURCE}/package.json ${SOURCE}/package-lock.json ${SOURCE}/.npmrc
    DESTINATION ${FOLDER})
  set(omit --omit=dev)
  if(TESTS)
    set(omit)
  endif()
  message(STATUS "Fetching the packages of the report's page")
  run_in_folder(${NPM} ci --prefer-offline --ignore-scripts --no-audit --no-fund ${omit})
  if(NOT status EQUAL 0)
    file(REMOVE ${FOLDER}/bundled)
    write_without_pieces()
    if(REQUIRED STREQUAL "ON")
      message(FATAL_ERROR "npm ci failed:\n${output}")
    endif()
    message(WARNING "racecast report is left out of this build: npm ci failed. Build again when "
      "that is mended.\n${output}")
    return()
  endif()
  file(WRITE ${FOLDER}/installed "${packages}")
endif()
message(STATUS "Bundling the report's page")
file(COPY ${SOURCE}/src ${SOURCE}/bundle.mjs DESTINATION ${FOLDER})
run_in_folder(${NODE} bundle.mjs ${TARGET})
if(NOT status EQUAL 0)  # no network is needed here: this is a mistake, and no page an answer to it
  message(FATAL_ERROR "node bundle.mjs failed (RACECAST_REPORT=OFF builds without it):\n${output}")
endif()
file(WRITE ${FOLDER}/bundled "${packages}${made_of}")
