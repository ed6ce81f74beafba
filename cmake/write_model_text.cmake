# Writes TARGET: the sections and equations of docs/model.md, and in which header of the model each
# function of them stands. Arguments: SOURCE, TARGET.
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

file(WRITE ${TARGET} "${text}")
