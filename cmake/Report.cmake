# The page of `racecast report`: npm fetches Vega-Lite as report/package-lock.json pins it, esbuild
# bundles it, and the bundle becomes a source of racecast_host. Where node or npm is missing, or npm
# cannot reach its registry, racecast is built all the same; `report` then says what to do.
set(racecast_page ${RACECAST_GENERATED}/racecast/page_pieces.cpp)
set(racecast_page_folder ${PROJECT_BINARY_DIR}/report)
find_program(RACECAST_NODE node)
find_program(RACECAST_NPM npm)
if(RACECAST_REPORT AND RACECAST_NODE AND RACECAST_NPM)
  set(racecast_page_wanted ON)
elseif(RACECAST_REPORT STREQUAL "AUTO" OR NOT RACECAST_REPORT)
  set(racecast_page_wanted OFF)
  message(STATUS "racecast report is left out: it takes node and npm, and RACECAST_REPORT not OFF")
else()
  message(FATAL_ERROR "RACECAST_REPORT=ON takes node and npm (Debian, Ubuntu: nodejs npm)")
endif()

# Looked at in every build and left alone while nothing has changed: only so is npm asked again after
# a build without a network.
add_custom_target(racecast_report_page
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}/report -DFOLDER=${racecast_page_folder}
    -DTARGET=${racecast_page} -DNODE=${RACECAST_NODE} -DNPM=${RACECAST_NPM}
    -DWANTED=${racecast_page_wanted} -DREQUIRED=${RACECAST_REPORT}
    -DTESTS=${RACECAST_TESTS} -P ${PROJECT_SOURCE_DIR}/cmake/bundle_report.cmake
  BYPRODUCTS ${racecast_page} VERBATIM)
target_sources(racecast_host PRIVATE ${racecast_page})
add_dependencies(racecast_host racecast_report_page)
