# Writes TARGET, the source of one text of host/embedded.hpp. Arguments: NAME of the text there; SOURCE,
# the file that holds it; TARGET.
file(READ ${SOURCE} bytes HEX)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
string(REGEX REPLACE "('[^']*','[^']*','[^']*','[^']*','[^']*','[^']*','[^']*','[^']*',)" "\\1\n" bytes
  "${bytes}")
file(WRITE ${TARGET} "// Written by cmake/embed_text.cmake.
#include \"host/embedded.hpp\"

namespace racecast {
namespace {

constexpr char bytes[] = {\n${bytes}};

}  // namespace

constinit const std::string_view ${NAME}{bytes, sizeof bytes};

}  // namespace racecast
")
