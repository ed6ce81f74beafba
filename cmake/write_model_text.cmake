# Writes TARGET: the sections and equations of docs/model.md, and in which header of the model each
# function of them stands, as bytes for host/report/equations.cpp. Arguments: SOURCE, TARGET.
file(READ ${SOURCE}/docs/model.md page)
string(FIND "${page}" "\n## 1." first)
string(FIND "${page}" "\n## Parameters" last)
math(EXPR length "${last} - ${first}")
if(first LESS 0 OR length LESS 1)
  message(FATAL_ERROR "docs/model.md has no equations between '## 1.' and '## Parameters'")
endif()
string(SUBSTRING "${page}" ${first} ${length} text)
string(APPEND text "\n")

file(GLOB headers ${SOURCE}/kernels/model/*.hpp)
foreach(header IN LISTS headers)
  file(READ ${header} code)
  file(RELATIVE_PATH name ${SOURCE} ${header})
  string(REGEX MATCHALL "RC_(INLINE|HD)[^;{}()]*[ &*][a-z_]+\\(" functions "${code}")
  foreach(function IN LISTS functions)
    string(REGEX REPLACE "^.*[ &*]([a-z_]+)\\($" "\\1" function "${function}")
    string(APPEND text "@ ${function} ${name}\n")
  endforeach()
endforeach()

string(HEX "${text}" bytes)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
string(REGEX REPLACE "('[^']*','[^']*','[^']*','[^']*','[^']*','[^']*','[^']*','[^']*',)" "\\1\n" bytes
  "${bytes}")
file(WRITE ${TARGET} "// Written by cmake/write_model_text.cmake.
#include <cstddef>

namespace racecast {

extern const char model_text[];
extern const std::size_t model_text_size;
const char model_text[] = {\n${bytes}};
const std::size_t model_text_size = sizeof model_text;

}  // namespace racecast
")
