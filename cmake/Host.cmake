# racecast_host: everything between the user and the engines; racecast: the program.
file(GLOB_RECURSE racecast_host_sources RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/host/*.cpp)
list(FILTER racecast_host_sources EXCLUDE REGEX "^host/(main\\.cpp|mpi/.*)$")

# What `racecast explain` says of equations is what docs/model.md says.
set(racecast_model_text ${RACECAST_GENERATED}/model_text.txt)
file(GLOB racecast_model_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/kernels/model/*.hpp)
add_custom_command(OUTPUT ${racecast_model_text}
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DTARGET=${racecast_model_text}
    -P ${PROJECT_SOURCE_DIR}/cmake/write_model_text.cmake
  DEPENDS ${PROJECT_SOURCE_DIR}/docs/model.md ${racecast_model_headers}
    ${PROJECT_SOURCE_DIR}/cmake/write_model_text.cmake
  COMMENT "Reading the equations" VERBATIM)

# A file that the program carries with it, as the text `name` of host/embedded.hpp.
set(racecast_embedded)
function(racecast_embed name file)
  set(script ${PROJECT_SOURCE_DIR}/cmake/embed_text.cmake)
  set(target ${RACECAST_GENERATED}/racecast/${name}.cpp)
  add_custom_command(OUTPUT ${target}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DSOURCE=${file} -DTARGET=${target} -P ${script}
    DEPENDS ${file} ${script} COMMENT "Embedding ${name}" VERBATIM)
  set(racecast_embedded ${racecast_embedded} ${target} PARENT_SCOPE)
endfunction()
racecast_embed(model_text ${racecast_model_text})
racecast_embed(evidence_ranges_text ${PROJECT_SOURCE_DIR}/configs/evidence-ranges.csv)
racecast_embed(glossary_page ${PROJECT_SOURCE_DIR}/docs/glossary.md)
racecast_embed(hindcast_scores_text ${PROJECT_SOURCE_DIR}/configs/hindcast-scores.json)

add_library(racecast_host STATIC ${racecast_host_sources} ${racecast_embedded})
add_dependencies(racecast_host racecast_version)
target_include_directories(racecast_host PUBLIC ${RACECAST_GENERATED})
target_link_libraries(racecast_host
  PUBLIC racecast_kernels racecast_fmt nlohmann_json::nlohmann_json
  PRIVATE racecast_hdf5 racecast_toml CLI11::CLI11 Boost::headers Threads::Threads)
racecast_by_folder(racecast_host)
racecast_optimise(racecast_host -O1)
# What it compiles of the kernels, to see how an engine rounds, must not be taken for an engine's.
set_source_files_properties(${PROJECT_SOURCE_DIR}/host/priors/prior_lowering.cpp PROPERTIES
  COMPILE_DEFINITIONS RC_ISA=host)
# The random numbers of the kernels come in Words, too; and the replay of fuzz cases links a files.cpp of
# its own before that of the library.
set_source_files_properties(${PROJECT_SOURCE_DIR}/host/sweep/design.cpp
  ${PROJECT_SOURCE_DIR}/host/toml/files.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

add_executable(racecast ${PROJECT_SOURCE_DIR}/host/main.cpp)
target_link_libraries(racecast PRIVATE racecast_host)
set_target_properties(racecast PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
if(RACECAST_PORTABLE)
  target_link_options(racecast PRIVATE -static-libstdc++ -static-libgcc)
endif()
install(TARGETS racecast)

# What the shells load, written by the program itself, which must run here for that.
if(NOT CMAKE_CROSSCOMPILING)
  foreach(completion bash:bash-completion/completions/racecast zsh:zsh/site-functions/_racecast
      fish:fish/vendor_completions.d/racecast.fish)
    string(REGEX MATCH "^[a-z]+" shell ${completion})
    string(REGEX REPLACE "^[a-z]+:" "share/" place ${completion})
    set(script ${PROJECT_BINARY_DIR}/completion/${place})
    get_filename_component(folder ${place} DIRECTORY)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/completion/${folder})
    add_custom_command(OUTPUT ${script} COMMAND racecast completion ${shell} > ${script}
      DEPENDS racecast VERBATIM)
    list(APPEND racecast_completions ${script})
    install(FILES ${script} DESTINATION ${folder})
  endforeach()
  add_custom_target(racecast_completion ALL DEPENDS ${racecast_completions})
endif()

# cmake --install puts the program and its configs where they are looked for; cpack makes archives of
# both (of the `portable` preset, to have one that runs elsewhere).
install(DIRECTORY ${PROJECT_SOURCE_DIR}/configs DESTINATION share/racecast FILES_MATCHING
  PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.json")
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/LICENSE
  ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION share/doc/racecast)
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_PACKAGE_CONTACT "the racecast developers")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
include(CPack)
