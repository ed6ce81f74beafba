// One writer at a time, and nothing left behind.
#include "host/files/output_lock.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "host/error.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {

TEST_CASE("a second writer is refused, and told of the first", "[results]") {
  const synthetic::TemporaryFolder folder;
  const std::string output = folder.file("out.h5");
  {
    const OutputLock first(output);
    CHECK_THROWS_WITH(OutputLock(output), ContainsSubstring("another racecast") &&
                                              ContainsSubstring(std::to_string(getpid())));
    CHECK_NOTHROW(OutputLock(folder.file("other.h5")));
  }
  CHECK(folder.entries() == 0);
  CHECK_NOTHROW(OutputLock(output));
}

TEST_CASE("whether a file is free can be asked without taking it", "[results]") {
  const synthetic::TemporaryFolder folder;
  const std::string output = folder.file("out.h5");
  CHECK_NOTHROW(OutputLock::require_free(output));
  CHECK(folder.entries() == 0);
  {
    const OutputLock held(output);
    CHECK_THROWS_WITH(OutputLock::require_free(output), ContainsSubstring("another racecast"));
  }
  synthetic::put_bytes(folder.file(".out.h5.lock"), "process 1 on a machine that is gone");
  CHECK_NOTHROW(OutputLock::require_free(output));
  CHECK(folder.entries() == 1);
}

TEST_CASE("the lock of a process that was killed is free", "[results]") {
  const synthetic::TemporaryFolder folder;
  const std::string output = folder.file("out.h5");
  const pid_t child = fork();
  if (child == 0) {
    const OutputLock held(output);
    kill(getpid(), SIGKILL);
  }
  waitpid(child, nullptr, 0);
  CHECK(folder.entries() == 1);  // its lock file, which nobody holds
  CHECK_NOTHROW(OutputLock(output));
  CHECK(folder.entries() == 0);
}

TEST_CASE("temporary files of an earlier writer are swept, others stay", "[results]") {
  const synthetic::TemporaryFolder folder;
  for (const char* name : {".out.h5.123-0.tmp", ".out.h5.9-12.tmp", ".out.h5.ckpt.123-0.tmp",
                           ".out.h5.mine.tmp", ".other.h5.123-0.tmp", "out.h5.123-0.tmp"})
    synthetic::put_bytes(folder.file(name), "x");
  { const OutputLock lock(folder.file("out.h5")); }
  CHECK_FALSE(std::filesystem::exists(folder.file(".out.h5.123-0.tmp")));
  CHECK_FALSE(std::filesystem::exists(folder.file(".out.h5.9-12.tmp")));
  CHECK_FALSE(std::filesystem::exists(folder.file(".out.h5.ckpt.123-0.tmp")));
  CHECK(folder.entries() == 3);
}

TEST_CASE("a folder that cannot be written is told before any work", "[results]") {
  CHECK_THROWS_WITH(OutputLock("/proc/out.h5"), ContainsSubstring("cannot be written"));
}

}  // namespace racecast
